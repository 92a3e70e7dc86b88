"""OKRs in and out: every write goes through the actions of okr and people; whole, or not at all."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samkjort.journal.actions import System, action, note, record_security
from samkjort.journal.events import Event
from samkjort.okr import actions as okr
from samkjort.okr import method
from samkjort.okr.models import Cycle, KeyResult, Objective
from samkjort.people import actions as people
from samkjort.people.models import Area, Member, Organisation
from samkjort.people.permissions import can_drive, require

from . import FileProblem, Options, queries
from .formats import mapping, okrs, table

MAKEABLE = ("areas", "cycles", "people")


@dataclass
class Report:
    """What an import did, or would do."""

    dry_run: bool
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    waiting: list[str] = field(default_factory=list)  # drafts that could not be published, and why


class _TriedOnly(Exception):
    """Ends a dry run: everything was done, and nothing is kept."""


def import_file(content: bytes, name: str, *, by: Member, options: Options) -> Report:
    """Bring in a file of OKRs. A dry run does it all, and takes it back."""
    require(can_drive(by, by.organisation_id))
    unknown = options.create - set(MAKEABLE)
    if unknown:
        raise FileProblem(
            _("--create-missing takes areas, cycles and people, not %(what)s.") % {"what": ", ".join(unknown)}
        )
    reading = mapping.understand(table.read(content, name), okrs.FIELDS, options.mapping, options.values)
    reader = okrs.RowReader(frozenset(reading.columns.values()))
    rows = [reader.read(row) for row in reading.rows]
    problems = reader.problems + _doubles(rows)
    report = Report(options.dry_run, reading.columns, reading.values, reading.left_out)
    work = _Import(by, options, report)
    problems += work.problems_with(rows) if not problems else []
    if problems:
        raise FileProblem(*problems)
    try:
        with transaction.atomic():
            import_okrs(by.organisation, by=by, work=work, rows=rows)
            if options.dry_run:
                raise _TriedOnly
    except _TriedOnly:
        pass
    return report


@action(Event.OKRS_IMPORTED)
def import_okrs(organisation: Organisation, *, by: Member, work: "_Import", rows: list[okrs.OkrRow]) -> Organisation:
    """Do what the rows say."""
    require(can_drive(by, organisation.pk) and by.organisation_id == organisation.pk)
    work.run(rows)
    note(**dict(work.report.counts))
    return organisation


@action(Event.OKRS_EXPORTED)
def _exported(organisation: Organisation, *, by: System, rows: int) -> Organisation:
    note(rows=rows)
    record_security("okrs.exported", organisation_id=organisation.pk, member_id=None, rows=rows)
    return organisation


def export_file(organisation: Organisation, name: str, cycle: str | None = None) -> tuple[bytes, int]:
    """The organisation's OKRs as a file, and how many key results are in it. Equal content gives equal bytes."""
    if cycle is not None and queries.cycle_named(organisation.pk, cycle) is None:
        raise FileProblem(_("There is no cycle called %(name)s.") % {"name": cycle})
    rows = queries.rows_to_export(organisation.pk, cycle)
    content = table.write(okrs.HEADINGS, rows, name)
    _exported(organisation, by=System(organisation.pk), rows=len(rows))
    return content, len(rows)


def _doubles(rows: list[okrs.OkrRow]) -> list[str]:
    """Two rows about one thing cannot both be right."""
    seen: dict[object, int] = {}
    problems = []
    for row in rows:
        named = (row.area.casefold(), row.cycle.casefold(), row.objective.casefold(), row.key_result.casefold())
        for key in (row.id, named) if row.id else (named,):
            if key in seen:
                problems.append(
                    _("row %(row)d: the same key result stands in row %(first)d.")
                    % {"row": row.number, "first": seen[key]}
                )
                break
            seen[key] = row.number
    return problems


class _Import:
    """One import: finds what there is, makes what may be made, changes what is different."""

    def __init__(self, by: Member, options: Options, report: Report) -> None:
        self.by, self.options, self.report = by, options, report
        pk = by.organisation_id
        self.areas = {area.name.casefold(): area for area in Area.objects.filter(organisation_id=pk, to_date=None)}
        self.cycles = {cycle.name.casefold(): cycle for cycle in Cycle.objects.filter(organisation_id=pk)}
        self.people = {m.email: m for m in Member.objects.current().filter(organisation_id=pk).exclude(email="")}
        self.results = {
            result.pk: result
            for result in KeyResult.objects.filter(objective__organisation_id=pk)
            .select_related("objective__area", "objective__cycle", "owner")
            .prefetch_related("steps")
        }
        self.objectives: dict[tuple[int, int, str], Objective] = {}

    def problems_with(self, rows: list[okrs.OkrRow]) -> list[str]:
        """What the rows speak of that is not there, and may not be made."""
        problems = []
        titles: dict[int, tuple[str, int]] = {}
        for row in rows:
            said = {"row": row.number}
            if row.id is not None and row.id not in self.results:
                problems.append(_("row %(row)d: there is no key result with id %(id)d here.") % {**said, "id": row.id})
            elif row.id is not None:
                objective = self.results[row.id].objective_id
                first, at = titles.setdefault(objective, (row.objective, row.number))
                if first != row.objective:
                    problems.append(
                        _("row %(row)d: the objective is called something else than in row %(other)d.")
                        % {**said, "other": at}
                    )
            if row.area.casefold() not in self.areas and "areas" not in self.options.create:
                problems.append(_("row %(row)d: there is no area called «%(name)s».") % {**said, "name": row.area})
            if row.cycle.casefold() not in self.cycles and "cycles" not in self.options.create:
                problems.append(_("row %(row)d: there is no cycle called «%(name)s».") % {**said, "name": row.cycle})
            for email in {row.owner_email, row.objective_owner or ""} - {""}:
                if email not in self.people and "people" not in self.options.create:
                    problems.append(_("row %(row)d: nobody here has the address %(email)s.") % {**said, "email": email})
        return problems

    def run(self, rows: list[okrs.OkrRow]) -> None:
        """Row by row; then publish the objectives that have all they need."""
        for row in rows:
            try:
                self._row(row)
            except ValidationError as problem:
                what = " ".join(problem.messages)
                raise FileProblem(_("row %(row)d: %(what)s") % {"row": row.number, "what": what}) from problem
        by_objective: dict[int, list[okrs.OkrRow]] = {}
        for row in rows:
            by_objective.setdefault(self._objective_of(row).pk, []).append(row)
        for pk, own in by_objective.items():
            self._publish(Objective.objects.select_related("area", "cycle").get(pk=pk), own)

    def _row(self, row: okrs.OkrRow) -> None:
        owner = self._person(row.owner_email)
        objective = self._objective(row, owner)
        if not row.key_result:
            return
        result = self.results.get(row.id) if row.id else self._result_named(objective, row.key_result)
        if result is None:
            self._add(objective, self._fields(row, owner, None))
            return
        fields = self._fields(row, owner, result)
        if all(
            getattr(result, name) == getattr(fields, name)
            for name in ("title", "kind", "unit", "baseline", "target", "low", "high", "weight", "owner")
        ):
            self.report.counts["unchanged"] += 1
            return
        okr.change_key_result(result, by=self.by, fields=fields, because=_("Changed by import"))
        self.report.counts["changed"] += 1

    def _add(self, objective: Objective, fields: okr.KeyResultFields) -> None:
        result = okr.add_key_result(objective, by=self.by, fields=fields)
        self.results[result.pk] = result
        self.report.counts["key_results"] += 1

    def _fields(self, row: okrs.OkrRow, owner: Member | None, known: KeyResult | None) -> okr.KeyResultFields:
        """What the row says; steps and levels, which a row has no place for, stay as they are."""
        steps = (
            tuple((step.title, step.weight) for step in known.steps.all()) if known else ((row.key_result[:200], 1),)
        )
        numeric = row.kind in {"increase", "reduce"}
        return okr.KeyResultFields(
            title=row.key_result,
            kind=row.kind,
            unit=row.unit,
            baseline=_four(row.baseline if row.baseline is not None or not numeric else Decimal(0)),
            target=_four(row.target),
            low=_four(row.low),
            high=_four(row.high),
            weight=row.weight,
            owner=owner,
            levels=known.levels if known else {},
            steps=steps if row.kind == "steps" else (),
        )

    def _objective_of(self, row: okrs.OkrRow) -> Objective:
        if row.id is not None:
            return self.results[row.id].objective
        return self.objectives[self._key(row)]

    def _key(self, row: okrs.OkrRow) -> tuple[int, int, str]:
        return self._area(row).pk, self._cycle(row).pk, row.objective.casefold()

    def _objective(self, row: okrs.OkrRow, owner: Member | None) -> Objective:
        key = self._key(row)
        objective = self.results[row.id].objective if row.id is not None else self.objectives.get(key)
        if objective is None:
            objective = (
                Objective.objects.filter(area_id=key[0], cycle_id=key[1], title__iexact=row.objective)
                .select_related("area", "cycle", "owner")
                .first()
            )
        if objective is None:
            answers = self._person(row.objective_owner) if row.objective_owner is not None else owner
            objective = okr.draft_objective(
                self._area(row),
                self._cycle(row),
                by=self.by,
                title=row.objective,
                owner=answers,
                why=row.why or "",
                ambition=row.ambition,
            )
            self.report.counts["objectives"] += 1
        else:
            objective = self._changed_objective(objective, row)
        self.objectives[key] = objective
        return objective

    def _changed_objective(self, objective: Objective, row: okrs.OkrRow) -> Objective:
        if objective.area_id != self._area(row).pk or objective.cycle_id != self._cycle(row).pk:
            raise ValidationError(_("An objective cannot be moved to another area or cycle by import."))
        wanted = {"title": row.objective}
        if row.why is not None:
            wanted["why"] = row.why
        if row.ambition is not None:
            wanted["ambition"] = row.ambition
        changes: dict[str, object] = {
            name: value for name, value in wanted.items() if getattr(objective, name) != value
        }
        if row.objective_owner is not None:
            owner = self._person(row.objective_owner)
            if owner != objective.owner:
                changes["owner"] = owner
        if not changes:
            return objective
        current = Objective.objects.get(pk=objective.pk)
        changed = okr.change_objective(
            current, by=self.by, version=current.version, because=_("Changed by import"), **changes
        )
        for result in self.results.values():
            if result.objective_id == changed.pk:
                result.objective = changed
        self.report.counts["changed_objectives"] += 1
        return changed

    def _publish(self, objective: Objective, rows: list[okrs.OkrRow]) -> None:
        """A draft whose key results all have an owner is published, unless the file says otherwise."""
        wanted = rows[0].status or ("published" if all(row.owner_email for row in rows) else "draft")
        if objective.status != Objective.Status.DRAFT or wanted == "draft" or objective.owner_id is None:
            return
        try:
            # A savepoint: what cannot be published yet stays a draft, and the rest of the import stands.
            with transaction.atomic():
                okr.publish_objective(objective, by=self.by)
        except ValidationError as problem:
            self.report.waiting.append(f"{objective.title}: {' '.join(problem.messages)}")
            return
        if wanted == "closed":
            okr.close_objective(objective, by=self.by)
        elif wanted == "dropped":
            okr.drop_objective(objective, by=self.by)

    def _result_named(self, objective: Objective, title: str) -> KeyResult | None:
        return next(
            (
                r
                for r in self.results.values()
                if r.objective_id == objective.pk and r.title.casefold() == title.casefold()
            ),
            None,
        )

    def _area(self, row: okrs.OkrRow) -> Area:
        key = row.area.casefold()
        if key not in self.areas:
            self.areas[key] = people.create_area(row.area[:120], by=self.by)
            self.report.counts["areas"] += 1
        return self.areas[key]

    def _cycle(self, row: okrs.OkrRow) -> Cycle:
        key = row.cycle.casefold()
        if key not in self.cycles:
            period = method.parse_cycle_name(row.cycle)
            if period is None:
                raise ValidationError(_("The cycle's name is not understood."))
            self.cycles[key] = okr.create_cycle(
                row.cycle, by=self.by, kind=period.kind, starts_on=period.starts_on, ends_on=period.ends_on
            )
            self.report.counts["cycles"] += 1
        return self.cycles[key]

    def _person(self, email: str | None) -> Member | None:
        if not email:
            return None
        if email not in self.people:
            name = email.split("@")[0].replace(".", " ").replace("_", " ").title()
            self.people[email] = people.invite_member(name, email, by=self.by, letter=False)
            self.report.counts["people"] += 1
        return self.people[email]


def _four(value: Decimal | None) -> Decimal | None:
    """As the database keeps it: four decimals."""
    return None if value is None else value.quantize(Decimal("0.0001"))
