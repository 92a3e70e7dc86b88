"""Which column is which field: guessed from Norwegian and English headings, or said by the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from samkjort.exchange import FileProblem

from .table import Table


@dataclass(frozen=True)
class Row:
    """One row: its number in the file, and its texts by field."""

    number: int
    texts: dict[str, str]

    def text(self, name: str) -> str:
        """The text of a field; empty where the file has no such column."""
        return self.texts.get(name, "")


@dataclass
class Reading:
    """A table read by a mapping: rows, the mapping in the form of the options, and columns left out."""

    rows: list[Row]
    columns: dict[str, str]
    left_out: list[str]
    values: dict[tuple[str, str], str] = field(default_factory=dict)


def simple(heading: str) -> str:
    """A heading as it is compared: small letters, single spaces."""
    return " ".join(heading.replace("_", " ").replace("-", " ").casefold().split())


def understand(table: Table, known: Mapping[str, Sequence[str]], said: Sequence[str], values: Sequence[str]) -> Reading:
    """Read the table: `known` has the headings of each field, `said` holds COLUMN=FIELD, `values` COLUMN:FROM=TO."""
    by_heading = {simple(word): name for name, words in known.items() for word in (name, *words)}
    columns = {heading: by_heading[simple(heading)] for heading in table.headings if simple(heading) in by_heading}
    for rule in said:
        column, _equals, name = rule.partition("=")
        if column not in table.headings or name not in known:
            raise FileProblem(
                _("--map %(rule)s: the column or the field is not known. Fields: %(fields)s")
                % {"rule": rule, "fields": ", ".join(known)}
            )
        columns = {c: n for c, n in columns.items() if n != name} | {column: name}
    _refuse_doubles(columns)
    changed = _values(values, table.headings)
    places = {name: table.headings.index(column) for column, name in columns.items()}
    rows = [
        Row(n, {name: changed.get((table.headings[p], cells[p]), cells[p]) for name, p in places.items()})
        for n, cells in table.rows
    ]
    left_out = [heading for heading in table.headings if heading and heading not in columns]
    return Reading(rows, columns, left_out, changed)


def _refuse_doubles(columns: dict[str, str]) -> None:
    seen: dict[str, str] = {}
    for column, name in columns.items():
        if name in seen:
            raise FileProblem(
                _("Both «%(one)s» and «%(other)s» are read as %(field)s. Say which with --map.")
                % {"one": seen[name], "other": column, "field": name}
            )
        seen[name] = column


def _values(rules: Sequence[str], headings: Sequence[str]) -> dict[tuple[str, str], str]:
    changed = {}
    for rule in rules:
        column, colon, rest = rule.partition(":")
        before, equals, after = rest.partition("=")
        if not colon or not equals or column not in headings:
            raise FileProblem(_("--map-value %(rule)s: write it as COLUMN:FROM=TO.") % {"rule": rule})
        changed[(column, before)] = after
    return changed
