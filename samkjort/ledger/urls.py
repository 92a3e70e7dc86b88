"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "ledger"
urlpatterns = [
    path("", views.inputs, name="inputs"),
    path("comment/", views.comment, name="comment"),
    path("comment/<int:pk>/withdraw/", views.withdraw_comment, name="withdraw-comment"),
    path("input/", views.give_input, name="give-input"),
    path("input/<int:pk>/answer/", views.answer_input, name="answer-input"),
]
