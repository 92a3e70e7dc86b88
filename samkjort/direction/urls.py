"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "direction"
urlpatterns = [
    path("", views.priorities, name="priorities"),
    path("new/", views.add_priority, name="add-priority"),
    path("<int:pk>/change/", views.change_priority, name="change-priority"),
    path("<int:pk>/end/", views.end_priority, name="end-priority"),
]
