"""The seven steps of the road, each a function of a moment in time: state, what it rests on, and what comes next."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samkjort.alignment import queries as alignment
from samkjort.okr import queries as okr
from samkjort.people.models import Organisation

from .models import State


@dataclass(frozen=True)
class NextAction:
    """The next best thing to do: what, why, where, and how many minutes it takes."""

    title: str
    why: str
    address: str
    minutes: int


@dataclass(frozen=True)
class Step:
    """One step at one moment. `evidence` holds the numbers behind the sentence; `missing` sentences hold no names."""

    number: int
    title: str
    sentence: str
    state: State
    chip: str
    evidence: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    action: NextAction | None = None

    @property
    def colour(self) -> str:
        """The chip's colour: state is never told by colour alone."""
        return {State.DONE: "ok", State.NOW: "wait"}.get(self.state, "")


def road(organisation: Organisation, day: date) -> list[Step]:
    """The seven steps on a day."""
    return [
        communicate_the_purpose(organisation, day),
        focus_on_the_benefits(),
        involve_leadership(),
        start_with_some_areas(organisation, day),
        let_leadership_see_results(),
        invite_to_open_dialogue(),
        demonstrate_success(),
    ]


def next_action(steps: list[Step]) -> NextAction | None:
    """The next best step on the road: that of the first step which has one."""
    return next((step.action for step in steps if step.action is not None), None)


def communicate_the_purpose(organisation: Organisation, day: date) -> Step:
    """Step 1: done when every leader has read the current version and has shown understanding."""
    seen = alignment.purpose_state(organisation.pk, day)
    numbers = {
        "version": seen.version_number or 0,
        "leaders": seen.leaders,
        "read": seen.read,
        "understood": seen.understood,
        "unanswered": seen.unanswered_inputs,
    }
    title = _("Communicate the purpose")
    address = reverse("alignment:purpose")
    if not seen.leaders or seen.version_number is None:
        return _purpose_not_begun(seen, numbers, address)
    sentence = (
        _("%(understood)d of %(leaders)d have read version %(version)d and shown what it means to them") % numbers
    )
    without = seen.leaders - seen.understood
    if without == 0:
        return Step(1, title, sentence, State.DONE, _("All have understood"), numbers)
    return Step(
        number=1,
        title=title,
        sentence=sentence,
        state=State.NOW,
        chip=ngettext("%(count)d is missing", "%(count)d are missing", without) % {"count": without},
        evidence=numbers,
        missing=_missing(seen, numbers),
        action=_purpose_action(seen, address),
    )


def _purpose_not_begun(seen: alignment.PurposeState, numbers: dict[str, int], address: str) -> Step:
    """Before the first version: say who shall be asked, then what they shall read."""
    if not seen.leaders:
        sentence = _("The leadership group is not in place yet.")
        action = NextAction(
            _("Say who the leaders are"),
            _("The road is about them: without the leadership group nobody can be asked."),
            reverse("people:leadership"),
            5,
        )
    else:
        sentence = _("No purpose has been published yet.")
        action = NextAction(
            _("Write why you want OKR"), _("A leadership that does not know why cannot agree on how."), address, 20
        )
    title, chip = _("Communicate the purpose"), _("Not started")
    return Step(1, title, sentence, State.WAITING, chip, numbers, action=action)


def _missing(seen: alignment.PurposeState, numbers: dict[str, int]) -> tuple[str, ...]:
    lines = []
    if seen.leaders - seen.read:
        lines.append(
            _("%(count)d of %(leaders)d have not read purpose version %(version)d")
            % {**numbers, "count": seen.leaders - seen.read}
        )
    if seen.read - seen.understood > 0:
        lines.append(
            ngettext(
                "%(count)d has read, but not yet shown what it means to them",
                "%(count)d have read, but not yet shown what it means to them",
                seen.read - seen.understood,
            )
            % {"count": seen.read - seen.understood}
        )
    return tuple(lines)


def _purpose_action(seen: alignment.PurposeState, address: str) -> NextAction:
    if seen.unmarked_words:
        title = ngettext("Read what %(count)d leader wrote", "Read what %(count)d leaders wrote", seen.unmarked_words)
        why = _(
            "They have said with their own words what the purpose means. They wait to hear whether you mean the same."
        )
        return NextAction(title % {"count": seen.unmarked_words}, why, address, 2 * seen.unmarked_words)
    if seen.unanswered_inputs:
        title = ngettext(
            "Answer %(count)d question on the purpose",
            "Answer %(count)d questions on the purpose",
            seen.unanswered_inputs,
        )
        why = _("Whoever asks and gets an answer is more willing to listen the next time.")
        return NextAction(
            title % {"count": seen.unanswered_inputs}, why, reverse("ledger:inputs"), 5 * seen.unanswered_inputs
        )
    why = _("Everybody gets one kind letter a week at most. A word in the corridor often does more.")
    return NextAction(_("See who has not read the purpose yet"), why, address, 3)


def start_with_some_areas(organisation: Organisation, day: date) -> Step:
    """Step 4: areas that run OKR, from real cycles and check-ins: done when one has checked in within two weeks."""
    areas = okr.running_areas(organisation.pk, day)
    alive = [area for area in areas if area.checked_in_recently]
    numbers = {"areas": len(areas), "alive": len(alive), "key_results": sum(area.key_results for area in areas)}
    title = _("Start with some areas")
    if not areas:
        action = NextAction(
            _("Let one area write its first goals"),
            _("One area that wants to is enough to begin with. Half a day gives a first version."),
            reverse("okr:overview"),
            15,
        )
        return Step(
            4, title, _("No area runs OKR in a cycle now."), State.WAITING, _("Not started"), numbers, action=action
        )
    names = ", ".join(area.area_name for area in areas[:4]) + (" …" if len(areas) > 4 else "")
    sentence = ngettext(
        "%(names)s runs OKR now. %(alive)d has updated its goals in the last two weeks",
        "%(names)s run OKR now. %(alive)d have updated their goals in the last two weeks",
        len(areas),
    ) % {"names": names, "alive": len(alive)}
    if alive:
        return Step(4, title, sentence, State.DONE, _("Running"), numbers)
    return Step(4, title, sentence, State.NOW, _("Silent"), numbers)


def focus_on_the_benefits() -> Step:
    """Step 2, as guidance: what would be measured is not yet."""
    return _guidance(
        2,
        _("Focus on the benefits"),
        _("Let the leaders choose which benefits matter to them, and agree how each will be seen."),
    )


def involve_leadership() -> Step:
    """Step 3, as guidance."""
    return _guidance(
        3,
        _("Involve leadership"),
        _("Ask each leader for the most important goals before they hear the others', and answer all input."),
    )


def let_leadership_see_results() -> Step:
    """Step 5, as guidance."""
    return _guidance(
        5,
        _("Let leadership see results"),
        _("Invite leaders to an area's weekly meeting, and share what the area has learned."),
    )


def invite_to_open_dialogue() -> Step:
    """Step 6, as guidance."""
    return _guidance(6, _("Invite to open dialogue"), _("Ask for concerns, and see to it that each gets an answer."))


def demonstrate_success() -> Step:
    """Step 7, as guidance."""
    return _guidance(
        7, _("Demonstrate success"), _("Agree beforehand what would convince each leader, and look at it together.")
    )


def _guidance(number: int, title: str, sentence: str) -> Step:
    return Step(number, title, sentence, State.NOT_MEASURED, _("Not measured yet"))
