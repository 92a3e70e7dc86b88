"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "letters"
urlpatterns = [
    path("p/<str:token>/", views.open_link, name="open-link"),
    path("p/<str:token>/not-me/", views.not_me, name="not-me"),
    path("p/<str:token>/new/", views.new_link, name="new-link"),
    path("letters/", views.asks, name="asks"),
    path("letters/<int:pk>/hold-back/", views.hold_back, name="hold-back"),
    path("letters/send-now/", views.send_letters_now, name="send-letters-now"),
    path("letters/stop/<str:token>/", views.stop, name="stop"),
    path("letters/outgoing/", views.outgoing, name="outgoing"),
    path("letters/outgoing/<int:pk>/", views.outgoing_letter, name="outgoing-letter"),
    path("letters/outgoing/<int:pk>/<int:ask_pk>/", views.open_outgoing, name="open-outgoing"),
]
