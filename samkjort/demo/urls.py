"""Addresses of the demo."""

from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("as/<slug:role>/", views.sign_in_as, name="sign-in-as"),
]
