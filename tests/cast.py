"""The cast: the same people in every test. Import nothing from here but types; the fixtures come by name.

Fjordvik has three levels of areas (Health > Home care > Home care north, and Schools). Ingrid is the OKR lead, Olav the
sponsor, Bente a leader, Amir leads Home care, Siri works there, Kåre speaks for the employees, Rolf is a guest
facilitator, Hanne only reads, Jonas administers. Sølvi and her people are strangers: another organisation that has
the same things, so that there is something to leak.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from samkjort import clock
from samkjort.journal.actions import System
from samkjort.people import actions
from samkjort.people.models import Area, LeadershipGroup, Member, Organisation
from tests.factories import fresh, make_area, make_leadership_group, make_member, make_organisation

SignIn = Callable[[Member], Client]


@dataclass
class Cast:
    """Everybody, and where they belong."""

    organisation: Organisation
    health: Area
    home_care: Area
    north: Area
    schools: Area
    group: LeadershipGroup
    ingrid: Member  # OKR lead
    olav: Member  # sponsor, sits in the leadership group
    bente: Member  # leader, sits in the leadership group
    amir: Member  # leads home care
    siri: Member  # member of home care
    kare: Member  # employee representative
    rolf: Member  # guest facilitator
    hanne: Member  # reader
    jonas: Member  # administrator
    other: Organisation
    other_area: Area
    other_group: LeadershipGroup
    stranger: Member  # OKR lead and leader of another organisation
    strange_administrator: Member
    strange_member: Member

    @property
    def roles(self) -> dict[str, Member]:
        """One member a role, for tables of who may what."""
        return {
            "okr lead": self.ingrid,
            "sponsor": self.olav,
            "leader": self.bente,
            "area lead": self.amir,
            "member": self.siri,
            "employee representative": self.kare,
            "facilitator": self.rolf,
            "reader": self.hanne,
            "administrator": self.jonas,
        }


def make_cast() -> Cast:
    """Both organisations with all their people."""
    here = make_organisation("Fjordvik kommune", "fjordvik")
    health = make_area(here, "Health")
    home_care = make_area(here, "Home care", parent=health)
    north = make_area(here, "Home care north", parent=home_care)
    schools = make_area(here, "Schools")

    def person(name: str, local: str, **fields: object) -> Member:
        return make_member(here, name, f"{local}@fjordvik.example", **fields)

    ingrid = person("Ingrid Lunde", "ingrid", is_okr_lead=True)
    olav = person("Olav Berg", "olav", is_sponsor=True)
    bente = person("Bente Dahl", "bente", area=schools)
    amir = person("Amir Khan", "amir", area=home_care)
    siri = person("Siri Moen", "siri", area=home_care)
    kare = person("Kåre Lie", "kare", is_employee_representative=True)
    rolf = person("Rolf Gjest", "rolf", is_facilitator=True, ends_on=clock.today() + timedelta(days=90))
    hanne = person("Hanne Vik", "hanne", is_reader=True)
    jonas = person("Jonas Aas", "jonas", is_administrator=True)
    group = make_leadership_group(here, (olav, bente), name="Leadership group", words_are_shared=True)
    _lead(home_care, amir)
    there = make_organisation("Skogheim kommune", "skogheim")
    other_area = make_area(there, "Health")
    stranger = make_member(there, "Sølvi Skog", "solvi@skogheim.example", is_okr_lead=True, area=other_area)
    strange_administrator = make_member(there, "Terje Tind", "terje@skogheim.example", is_administrator=True)
    strange_member = make_member(there, "Unn Ur", "unn@skogheim.example", area=other_area)
    other_group = make_leadership_group(there, (stranger,), name="Leadership group")
    return Cast(
        here, health, home_care, north, schools, group,
        *(fresh(m) for m in (ingrid, olav, bente, amir, siri, kare, rolf, hanne, jonas)),
        there, other_area, other_group, fresh(stranger), strange_administrator, strange_member,
    )  # fmt: skip


def _lead(area: Area, member: Member) -> None:
    actions.change_area(area, by=System(area.organisation_id), name=area.name, parent=area.parent, lead=member)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return make_cast()


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    """`sign_in(member)` gives a client of its own on which the member is signed in, as through the front door."""

    def enter(member: Member) -> Client:
        own = Client()
        assert member.user is not None
        own.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return own

    return enter
