"""Addresses of the purpose."""

from django.urls import path

from . import views

app_name = "alignment"
urlpatterns = [
    path("", views.purpose, name="purpose"),
    path("start/", views.start_purpose, name="start-purpose"),
    path("edit/", views.edit_purpose, name="edit-purpose"),
    path("publish/", views.publish_purpose, name="publish-purpose"),
    path("sharing/", views.choose_sharing, name="choose-sharing"),
    path("missing/", views.missing, name="missing"),
    path("remind/", views.remind_leaders, name="remind-leaders"),
    path("answer/<int:pk>/", views.answer, name="answer"),
    path("words/<int:pk>/", views.mark_words, name="mark-words"),
]
