"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("", views.members, name="members"),
    path("invite/", views.invite_member, name="invite-member"),
    path("member/<int:pk>/", views.member, name="member"),
    path("member/<int:pk>/change/", views.change_member, name="change-member"),
    path("member/<int:pk>/roles/", views.change_roles, name="change-roles"),
    path("member/<int:pk>/leave/", views.leave, name="leave"),
    path("member/<int:pk>/bring-back/", views.bring_back, name="bring-back"),
    path("member/<int:pk>/erase/", views.erase_member, name="erase-member"),
    path("areas/", views.areas, name="areas"),
    path("areas/new/", views.create_area, name="create-area"),
    path("areas/<int:pk>/change/", views.change_area, name="change-area"),
    path("areas/<int:pk>/end/", views.end_area, name="end-area"),
    path("areas/<int:pk>/discussion/", views.record_discussion, name="record-discussion"),
    path("leadership/", views.leadership, name="leadership"),
    path("leadership/new/", views.form_leadership_group, name="form-leadership-group"),
    path("leadership/<int:pk>/seat/", views.seat_leader, name="seat-leader"),
    path("leadership/<int:pk>/unseat/<int:member_pk>/", views.unseat_leader, name="unseat-leader"),
    path("leadership/<int:pk>/words/", views.share_words, name="share-words"),
    path("organisation/", views.organisation, name="organisation"),
    path("security-log/", views.security_log, name="security-log"),
    path("me/", views.my_settings, name="my-settings"),
    path("me/stored/", views.stored_about_me, name="stored-about-me"),
    path("me/informed/", views.say_informed, name="say-informed"),
    path("language/", views.set_language, name="set-language"),
    path("choose-organisation/", views.choose_organisation, name="choose-organisation"),
    path("no-organisation/", views.no_organisation, name="no-organisation"),
]
