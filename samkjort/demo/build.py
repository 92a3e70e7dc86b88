"""Builds Fjordvik kommune by calling the same actions as people do: the same for the same day."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import translation

from samkjort import clock
from samkjort.alignment import actions as alignment
from samkjort.alignment.models import PurposeVersion
from samkjort.direction import actions as direction
from samkjort.direction.models import Priority
from samkjort.journal.actions import Installation, System
from samkjort.ledger import actions as ledger
from samkjort.letters import actions as letters
from samkjort.okr import actions as okr
from samkjort.okr.models import Cycle, KeyResult, Objective
from samkjort.people import actions as people
from samkjort.people import queries
from samkjort.people.models import Area, LeadershipGroup, Member, Organisation
from samkjort.roadmap.actions import keep_day

from . import DOMAIN, SLUG, story

PEOPLE = 70
THURSDAY = 3
STEPS = ("Ukentlig avdelingsmøte", "Månedlig statusmøte", "Koordineringsmøte", "Fagdag hver måned")


def build(today: date) -> None:
    """Make the demo organisation as it is on the day, with its history. One transaction: whole, or not at all."""
    with transaction.atomic(), translation.override("nb"):
        _Fjordvik(today).build()


def tertials(today: date) -> list[tuple[str, date, date]]:
    """The last four tertials, the one that runs included: name, first and last day."""
    found = []
    year, number = today.year, (today.month - 1) // 4 + 1
    for _n in range(4):
        first = date(year, 4 * number - 3, 1)
        after = date(year + (number == 3), 4 * number % 12 + 1, 1)
        found.append((f"T{number} {year}", first, after - timedelta(days=1)))
        year, number = (year, number - 1) if number > 1 else (year - 1, 3)
    return found[::-1]


class _Fjordvik:
    """The organisation while it is being built."""

    organisation: Organisation
    system: System
    group: LeadershipGroup

    def __init__(self, today: date) -> None:
        self.today = today
        self.dice = random.Random(today.toordinal())  # noqa: S311 - a story, no secret
        self.bags: dict[str, list[str]] = {}
        self.cycles = tertials(today)
        self.areas: dict[str, Area] = {}
        self.people: dict[str, Member] = {}
        self.priorities: list[Priority] = []

    def build(self) -> None:
        """From the first day to today."""
        start = self.cycles[0][1]
        with clock.at(start):
            self._organisation()
            self._people()
            self._leadership()
            self._directions()
        for goals, period in zip((*story.PAST, story.CURRENT), self.cycles, strict=True):
            self._cycle(goals, period)
        self._purposes()
        with clock.at(self.today):
            letters.send_letters_now(self.organisation, by=self.people["okr"])

    def _organisation(self) -> None:
        self.organisation = people.create_organisation(story.TOP, SLUG, by=Installation(), language="nb", is_demo=True)
        self.system = System(self.organisation.pk)
        top = people.create_area(story.TOP, by=self.system)
        self.areas[story.TOP] = top
        for name, below in story.AREAS.items():
            self.areas[name] = people.create_area(name, by=self.system, parent=top)
            for child in below:
                self.areas[child] = people.create_area(child, by=self.system, parent=self.areas[name])

    def _people(self) -> None:
        self._invite("okr", "Ingrid Demo Solheim", "Rådgiver", story.TOP, is_okr_lead=True)
        self._invite("oppdragsgiver", "Olav Demo Fjeld", "Kommunedirektør", story.TOP, is_sponsor=True)
        self._invite("admin", "Jonas Demo Moe", "IT-rådgiver", story.TOP, is_administrator=True)
        self._invite("leser", "Hanne Demo Lund", "Controller", story.TOP, is_reader=True)
        self._invite(
            "ansattrepresentant", "Kåre Demo Tangen", "Hovedverneombud", story.TOP, is_employee_representative=True
        )
        for n, leader in enumerate(story.LEADERS, start=1):
            self._invite(f"leder{n}", leader.name, leader.title, leader.area)
        self._invite("omrade1", "Amir Demo Khan", "Avdelingsleder oppvekst", "Oppvekst")
        self._invite("medlem1", "Siri Demo Vang", "Saksbehandler", "Oppvekst")
        self._invite("omrade2", "Maja Demo Hansen", "Avdelingsleder NAV", "NAV")
        self._invite("omrade3", "Leif Demo Eng", "Leder hjemmetjenesten", "Helse og mestring")
        names: Iterator[str] = (f"{first} Demo {last}" for last in story.LAST for first in story.FIRST)
        places = [name for name in self.areas if name != story.TOP]
        while len(self.people) < PEOPLE:
            number = len(self.people) + 1
            self._invite(f"person{number}", next(names), "", places[number % len(places)])
        for area, key in (("Oppvekst", "omrade1"), ("NAV", "omrade2"), ("Helse og mestring", "omrade3")):
            place = self.areas[area]
            self.areas[area] = people.change_area(
                place, by=self.system, name=place.name, parent=place.parent, lead=self.people[key]
            )

    def _invite(self, key: str, name: str, title: str, area: str, **roles: bool) -> None:
        member = people.invite_member(
            name, f"{key}@{DOMAIN}", by=self.system, area=self.areas[area], title=title, letter=False
        )
        if roles:
            member = people.change_roles(member, by=self.system, roles=roles)
        self.people[key] = people.say_informed(member, by=member)

    def _leadership(self) -> None:
        self.group = people.form_leadership_group(by=self.system, name="Ledergruppen")
        for n in range(1, len(story.LEADERS) + 1):
            people.seat_leader(self.group, by=self.system, member=self.people[f"leder{n}"])
        self.group = people.share_words(self.group, by=self.system, shared=True)
        for name in ("Oppvekst", "NAV", "Helse og mestring"):
            people.record_discussion(self.areas[name], by=self.people["okr"], held_on=clock.today())

    def _directions(self) -> None:
        for name, source in story.PRIORITIES:
            self.priorities.append(direction.add_priority(name, by=self.people["okr"], source=source))

    def _cycle(self, goals: tuple[story.Goal, ...], period: tuple[str, date, date]) -> None:
        name, first, last = period
        with clock.at(first):
            cycle = okr.create_cycle(name, by=self.people["okr"], kind="tertial", starts_on=first, ends_on=last)
            told = [part for goal in goals for part in self._goal(goal, cycle)]
        past = last < self.today
        end = min(last, self.today)
        thursdays = [first + timedelta(days=n) for n in range((end - first).days + 1)]
        thursdays = [day for day in thursdays if day.weekday() == THURSDAY]
        for n, day in enumerate(thursdays):
            with clock.at(day):
                for result, tale in told:
                    silent = not past and tale.silent_weeks and n >= len(thursdays) - tale.silent_weeks
                    if not silent:
                        self._check_in(result, tale, (n + 1) / len(thursdays))
            if n % 4 == 0:
                self._keep(day)
        if past:
            with clock.at(last):
                for objective in Objective.objects.filter(cycle=cycle):
                    okr.close_objective(objective, by=self.people["okr"])

    def _keep(self, day: date) -> None:
        with clock.at(day):
            keep_day(self.organisation, by=self.system, day=day)

    def _goal(self, goal: story.Goal, cycle: Cycle) -> list[tuple[KeyResult, story.Result]]:
        lead = self.areas[goal.area].lead or self.people["okr"]
        objective = okr.draft_objective(
            self.areas[goal.area],
            cycle,
            by=self.people["okr"],
            title=goal.title,
            owner=lead,
            why=goal.why,
            ambition=goal.ambition,
            priorities=[self.priorities[n] for n in goal.serves],
        )
        told = []
        for n, tale in enumerate(goal.results):
            owner = self.people["medlem1"] if goal.area == "Oppvekst" and n == 0 else lead
            told.append((okr.add_key_result(objective, by=self.people["okr"], fields=_fields(tale, owner)), tale))
        if goal.draft:
            return []
        okr.publish_objective(objective, by=self.people["okr"])
        return told

    def _check_in(self, result: KeyResult, tale: story.Result, share: float) -> None:
        first, last = tale.confidence
        confidence = round(first + (last - first) * share)
        stuck = bool(tale.blocker) and confidence <= 3
        entry = okr.CheckInEntry(
            confidence=confidence,
            value=self._value(tale, share),
            steps=_steps_done(result, tale, share),
            note=self._note(tale) if self.dice.random() < 0.6 or stuck else "",
            blocker=tale.blocker if stuck else "",
            blocker_next="Tas opp i ledermøtet" if stuck else "",
        )
        okr.check_in(result, by=result.owner or self.people["okr"], entry=entry)

    def _note(self, tale: story.Result) -> str:
        """What was said this week: no words come again before all have been said."""
        bag = self.bags.setdefault(tale.title, [])
        if not bag:
            bag.extend({*tale.notes, *story.NOTES})
            bag.sort()
            self.dice.shuffle(bag)
        return bag.pop()

    def _value(self, tale: story.Result, share: float) -> Decimal | None:
        if tale.kind == "yes_no":
            return Decimal(int(tale.ends and share >= 1))
        if tale.kind == "steps":
            return None
        start = float(tale.baseline)
        wobble = self.dice.uniform(-0.05, 0.05) * abs(tale.ends - start) if share < 1 else 0.0
        value = start + (tale.ends - start) * share + wobble
        places = 1 if abs(tale.ends) < 20 else 0
        return Decimal(str(round(value, places)))

    def _purposes(self) -> None:
        okr_lead = self.people["okr"]
        days = [self.cycles[0][1], self.cycles[2][1], self.today - timedelta(days=12)]
        for number, ((text, is_not, changes), day) in enumerate(zip(story.PURPOSES, days, strict=True), start=1):
            with clock.at(day):
                draft = alignment.start_purpose(self.organisation, by=okr_lead)
                said = alignment.PurposeText(
                    text=text,
                    is_not=is_not,
                    changes=changes,
                    priorities=self.priorities[:2],
                    statements=[(s.text, s.is_meant, s.explanation) for s in draft.statements.all()],
                )
                draft = alignment.change_purpose(draft, by=okr_lead, edits=draft.edits, said=said)
                version = alignment.publish_purpose(draft, by=okr_lead)
            with clock.at(day + timedelta(days=3)):
                self._answers(version, last=number == len(days))
            self._keep(day + timedelta(days=4))

    def _answers(self, version: PurposeVersion, *, last: bool) -> None:
        okr_lead = self.people["okr"]
        for n, leader in enumerate(story.LEADERS, start=1):
            if not leader.words or (not last and n > 3 + version.number):
                continue
            member = self.people[f"leder{n}"]
            answers = {s.pk: s.is_meant != (last and s.position in leader.wrong) for s in version.statements.all()}
            alignment.check_understanding(version, by=member, answers=answers)
            row = alignment.answer_purpose(
                version, by=member, words=leader.words, clear=leader.clear, convinced=leader.convinced
            )
            if leader.mark:
                alignment.mark_words(row, by=okr_lead, mark=leader.mark, reply=leader.reply)
        if version.number == 2:
            question, answer = story.ANSWERED_INPUT
            given = ledger.give_input("alignment", "purpose", version.pk, by=self.people["leder2"], text=question)
            ledger.answer_input(given, by=okr_lead, outcome="will", answer=answer)
        if last:
            ledger.give_input("alignment", "purpose", version.pk, by=self.people["leder3"], text=story.WAITING_INPUT)


def _fields(tale: story.Result, owner: Member) -> okr.KeyResultFields:
    return okr.KeyResultFields(
        title=tale.title,
        kind=tale.kind,
        unit=tale.unit,
        baseline=Decimal(tale.baseline) if tale.baseline else None,
        target=Decimal(tale.target) if tale.target else None,
        low=Decimal(5) if tale.kind == "within" else None,
        high=Decimal(9) if tale.kind == "within" else None,
        owner=owner,
        steps=tuple((title, 1) for title in STEPS) if tale.kind == "steps" else (),
    )


def _steps_done(result: KeyResult, tale: story.Result, share: float) -> frozenset[int] | None:
    if tale.kind != "steps":
        return None
    steps = list(result.steps.order_by("position").values_list("pk", flat=True))
    return frozenset(steps[: round(tale.ends * share)])


def is_built() -> bool:
    """Whether the demo organisation is there."""
    return queries.organisation(SLUG) is not None
