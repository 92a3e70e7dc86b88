"""Addresses of the road."""

from django.urls import path

from . import views

app_name = "roadmap"
urlpatterns = [
    path("", views.road, name="road"),
    path("history/", views.history, name="history"),
]
