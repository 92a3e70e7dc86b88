"""A row of a file as one key result, and one key result as a row."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from samkjort.okr import method

from .mapping import Row, simple

# Every field, with the headings that it is known by besides its own name.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("key result id", "nøkkelresultat id"),
    "area": ("område", "team", "avdeling", "enhet", "department"),
    "cycle": ("periode", "period", "quarter", "kvartal", "tertial"),
    "objective": ("mål", "objective title", "måltittel"),
    "why": ("hvorfor", "begrunnelse", "description", "beskrivelse"),
    "ambition": ("ambisjon",),
    "status": ("tilstand",),
    "objective_owner": ("målansvarlig", "ansvarlig for målet"),
    "key_result": ("nøkkelresultat", "kr", "key results", "resultat"),
    "kind": ("type", "slag"),
    "unit": ("måleenhet", "enhet for måling"),
    "baseline": ("startverdi", "start", "start value", "fra"),
    "target": ("målverdi", "target value", "til"),
    "low": ("nedre grense", "lower limit"),
    "high": ("øvre grense", "upper limit"),
    "weight": ("vekt", "vekting"),
    "owner_email": ("ansvarlig", "owner", "eier", "epost", "e post", "owner e mail"),
}
# Written on export for whoever reads the file; a value changes by a check-in, so they are left out on import.
READ_ONLY = ("value", "confidence", "progress")
HEADINGS = (*FIELDS, *READ_ONLY)

KINDS = {
    "increase": ("increase", "øke", "øk", "score", "number", "tall", "percent", "prosent", "metric"),
    "reduce": ("reduce", "decrease", "redusere", "reduser", "senke"),
    "within": ("within", "keep within", "holde innenfor", "innenfor"),
    "steps": ("steps", "milestones", "steg", "milepæler"),
    "yes_no": ("yes no", "yes/no", "boolean", "ja nei", "ja/nei"),
    "words": ("words", "in words", "med ord", "ord"),
}
AMBITIONS = {
    "committed": ("committed", "forpliktende"),
    "ambitious": ("ambitious", "aspirational", "ambisiøse", "ambisiøst", "ambisiøs"),
}
STATUSES = {
    "draft": ("draft", "utkast"),
    "published": ("published", "publisert", "active", "aktiv"),
    "closed": ("closed", "avsluttet", "lukket"),
    "dropped": ("dropped", "droppet", "forkastet"),
}


@dataclass(frozen=True)
class OkrRow:
    """What one row says. None is: the file says nothing of it."""

    number: int
    id: int | None
    area: str
    cycle: str
    objective: str
    why: str | None
    ambition: str | None
    status: str | None
    objective_owner: str | None
    key_result: str
    kind: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    low: Decimal | None
    high: Decimal | None
    weight: int
    owner_email: str


class RowReader:
    """Reads rows one by one, and gathers what is wrong instead of stopping at the first."""

    def __init__(self, columns: frozenset[str]) -> None:
        self.columns = columns
        self.problems: list[str] = []

    def read(self, row: Row) -> OkrRow:
        """The row's meaning; what is wrong with it is added to `problems`."""
        for name in ("area", "cycle", "objective"):
            if not row.text(name):
                self._wrong(row, _("%(field)s is missing.") % {"field": name})
        for name in ("objective", "key_result", "area"):
            if len(row.text(name)) > 300:
                self._wrong(row, _("%(field)s is longer than 300 characters.") % {"field": name})
        if row.text("cycle"):
            self._cycle(row)
        kind = self._choice(row, "kind", KINDS) or "increase"
        baseline, target = self._number(row, "baseline"), self._number(row, "target")
        if row.text("key_result") and kind in {"increase", "reduce"}:
            self._line(row, baseline, target)
        return OkrRow(
            number=row.number,
            id=self._id(row),
            area=row.text("area"),
            cycle=row.text("cycle"),
            objective=row.text("objective"),
            why=self._said(row, "why"),
            ambition=self._choice(row, "ambition", AMBITIONS),
            status=self._choice(row, "status", STATUSES),
            objective_owner=self._email(row, "objective_owner") if "objective_owner" in self.columns else None,
            key_result=row.text("key_result"),
            kind=kind,
            unit=row.text("unit")[:40],
            baseline=baseline,
            target=target,
            low=self._number(row, "low"),
            high=self._number(row, "high"),
            weight=int(self._number(row, "weight") or 1),
            owner_email=self._email(row, "owner_email"),
        )

    def _wrong(self, row: Row, sentence: str) -> None:
        self.problems.append(_("row %(row)d: %(what)s") % {"row": row.number, "what": sentence})

    def _said(self, row: Row, name: str) -> str | None:
        return row.text(name) if name in self.columns else None

    def _id(self, row: Row) -> int | None:
        text = row.text("id")
        if text and not text.isdecimal():
            self._wrong(row, _("id is not a whole number: «%(text)s».") % {"text": text[:40]})
            return None
        return int(text) if text else None

    def _number(self, row: Row, name: str) -> Decimal | None:
        text = row.text(name).replace("\u00a0", "").replace(" ", "").removesuffix("%")
        if not text:
            return None
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) >= Decimal(10) ** 12:
            self._wrong(row, _("%(field)s is not a number: «%(text)s».") % {"field": name, "text": row.text(name)[:40]})
            return None
        return value

    def _line(self, row: Row, baseline: Decimal | None, target: Decimal | None) -> None:
        if target is None:
            self._wrong(row, _("target is missing."))
        elif (baseline or Decimal(0)) == target:
            self._wrong(row, _("baseline and target are the same, so there is nothing to move."))

    def _choice(self, row: Row, name: str, choices: dict[str, tuple[str, ...]]) -> str | None:
        text = simple(row.text(name))
        if not text:
            return None
        for choice, words in choices.items():
            if text == simple(choice) or text in map(simple, words):
                return choice
        self._wrong(
            row,
            _("%(field)s is not known: «%(text)s». Use one of: %(choices)s.")
            % {"field": name, "text": row.text(name)[:40], "choices": ", ".join(choices)},
        )
        return None

    def _email(self, row: Row, name: str) -> str:
        text = row.text(name).lower()
        try:
            if text:
                validate_email(text)
        except ValidationError:
            self._wrong(row, _("%(field)s is not an e-mail address: «%(text)s».") % {"field": name, "text": text[:60]})
            return ""
        return text

    def _cycle(self, row: Row) -> None:
        if method.parse_cycle_name(row.text("cycle")) is None:
            self._wrong(
                row,
                _("the cycle «%(text)s» is not understood. Write for example T3 2026, 2026 Q4, 2026 H1 or 2026.")
                % {"text": row.text("cycle")[:40]},
            )


def written(value: Decimal | None) -> str:
    """A number in a file: with a point, without needless zeros."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def date_of(text: str) -> date | None:
    """A date as people write it: 2026-11-23, 23.11.2026 or 23/11/2026; None where it is none."""
    for parts, order in ((text.split("-"), (0, 1, 2)), (text.split("."), (2, 1, 0)), (text.split("/"), (2, 1, 0))):
        if len(parts) == 3 and all(part.strip().isdecimal() for part in parts):
            try:
                return date(*(int(parts[place]) for place in order))
            except ValueError:
                return None
    return None
