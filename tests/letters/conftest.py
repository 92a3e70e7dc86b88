"""What the tests of letters share."""

from datetime import date

import pytest

from samkjort import clock
from samkjort.journal.tasks import deliver_due
from samkjort.letters import actions
from tests.factories import factory

MONDAY = date(2026, 11, 23)


@pytest.fixture
def monday():
    """It is a Monday noon."""
    with clock.at(MONDAY):
        yield MONDAY


@pytest.fixture
def ask(cast):
    """`ask(member, 7, minutes=2)` asks them about purpose 7."""

    @factory
    def make(of, object_id=1, *, by=None, kind=("alignment", "purpose"), due=date(2026, 12, 1), minutes=2, weight=0):
        return actions.make_ask(
            of, by=by or cast.ingrid, room=kind[0], kind=kind[1], object_id=object_id, due=due,
            minutes=minutes, weight=weight, facts={"number": object_id},
        )  # fmt: skip

    return make


@pytest.fixture
def post(mailoutbox):
    """`post()` lets the worker deliver what is due, and gives the letters that have gone."""

    def deliver():
        deliver_due()
        return mailoutbox

    return deliver
