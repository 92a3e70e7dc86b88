"""Addresses of OKRs."""

from django.urls import path

from . import views

app_name = "okr"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("week/", views.my_week, name="my-week"),
    path("cycles/", views.cycles, name="cycles"),
    path("priorities/", views.priorities, name="priorities"),
    path("areas/<int:pk>/", views.area, name="area"),
    path("areas/<int:pk>/draft/", views.draft_objective, name="draft-objective"),
    path("objectives/<int:pk>/", views.objective, name="objective"),
    path("objectives/<int:pk>/change/", views.change_objective, name="change-objective"),
    path("objectives/<int:pk>/publish/", views.publish_objective, name="publish-objective"),
    path("objectives/<int:pk>/close/", views.close_objective, name="close-objective"),
    path("objectives/<int:pk>/drop/", views.drop_objective, name="drop-objective"),
    path("objectives/<int:pk>/link/", views.link_objective, name="link-objective"),
    path("objectives/<int:pk>/unlink/", views.unlink_objective, name="unlink-objective"),
    path("objectives/<int:pk>/key-results/", views.add_key_result, name="add-key-result"),
    path("key-results/<int:pk>/", views.check_in, name="check-in"),
    path("key-results/<int:pk>/change/", views.change_key_result, name="change-key-result"),
    path("key-results/<int:pk>/remove/", views.remove_key_result, name="remove-key-result"),
]
