"""Addresses of one's own page."""

from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("", views.my_page, name="my-page"),
    path("search/", views.search, name="search"),
]
