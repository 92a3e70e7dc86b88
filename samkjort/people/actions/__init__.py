"""All that can happen to people, areas, leadership groups and the organisation itself."""

from .areas import change_area, create_area, end_area
from .imports import carry_out_import, import_people
from .leadership import (
    change_leadership_group,
    form_leadership_group,
    record_discussion,
    seat_leader,
    share_words,
    unseat_leader,
)
from .members import (
    bring_back,
    change_member,
    change_roles,
    change_settings,
    erase_member,
    invite_member,
    leave,
    say_informed,
)
from .organisation import OrganisationFields, change_organisation, create_organisation, open_security_log

__all__ = [
    "OrganisationFields",
    "bring_back",
    "carry_out_import",
    "change_area",
    "change_leadership_group",
    "change_member",
    "change_organisation",
    "change_roles",
    "change_settings",
    "create_area",
    "create_organisation",
    "end_area",
    "erase_member",
    "form_leadership_group",
    "import_people",
    "invite_member",
    "leave",
    "open_security_log",
    "record_discussion",
    "say_informed",
    "seat_leader",
    "share_words",
    "unseat_leader",
]
