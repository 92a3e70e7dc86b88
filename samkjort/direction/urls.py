"""Addresses of this room."""

from django.urls import URLPattern

app_name = "direction"
urlpatterns: list[URLPattern] = []
