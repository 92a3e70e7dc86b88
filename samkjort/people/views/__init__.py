"""The pages about people, by noun."""

from .access import choose_organisation, csrf_failure, no_organisation, set_language
from .areas import areas, change_area, create_area, end_area, record_discussion
from .leadership import form_leadership_group, leadership, seat_leader, share_words, unseat_leader
from .members import bring_back, change_member, change_roles, erase_member, invite_member, leave, member, members
from .organisation import organisation, security_log
from .own import my_settings, say_informed, stored_about_me

__all__ = [
    "areas",
    "bring_back",
    "change_area",
    "change_member",
    "change_roles",
    "choose_organisation",
    "create_area",
    "csrf_failure",
    "end_area",
    "erase_member",
    "form_leadership_group",
    "invite_member",
    "leadership",
    "leave",
    "member",
    "members",
    "my_settings",
    "no_organisation",
    "organisation",
    "record_discussion",
    "say_informed",
    "seat_leader",
    "security_log",
    "set_language",
    "share_words",
    "stored_about_me",
    "unseat_leader",
]
