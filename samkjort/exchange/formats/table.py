"""A file as a table of texts, and a table as a file: CSV in the usual shapes, and XLSX."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import openpyxl
from django.utils.translation import gettext as _

from samkjort.exchange import FileProblem

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_CELL = 20_000
RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """Headings, and rows with their numbers in the file (the heading is row 1)."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def read(content: bytes, name: str) -> Table:
    """The table in a CSV or XLSX file; says plainly what is wrong with another."""
    if len(content) > MOST_BYTES:
        raise FileProblem(_("The file is too large. At most 10 MB can be read."))
    if name.lower().endswith(".xlsx"):
        lines = _xlsx(content)
    elif content.startswith(b"PK"):
        raise FileProblem(_("The file is called .csv, but it is a spreadsheet. Rename it to .xlsx."))
    else:
        lines = _csv(content)
    numbered = [(n, cells) for n, cells in enumerate(lines, start=1) if any(cell.strip() for cell in cells)]
    if not numbered:
        raise FileProblem(_("The file is empty."))
    if len(numbered) > MOST_ROWS:
        raise FileProblem(_("The file has more than 20,000 rows. Split it in two."))
    headings = [cell.strip() for cell in numbered[0][1]]
    return Table(headings, [(n, _fitted(n, cells, len(headings))) for n, cells in numbered[1:]])


def write(headings: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> bytes:
    """The table as a file of the kind that its name says; cells that a spreadsheet would run are made text."""
    safe = [[neutral(cell) for cell in row] for row in rows]
    if name.lower().endswith(".xlsx"):
        return _as_xlsx(headings, safe)
    if not name.lower().endswith(".csv"):
        raise FileProblem(_("Name the file .csv or .xlsx."))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(safe)
    return out.getvalue().encode("utf-8")


def neutral(cell: str) -> str:
    """Keep a spreadsheet from taking text for a formula: such a cell begins with an apostrophe. Numbers stay."""
    if (cell.startswith(RISKY) and not _is_number(cell)) or cell.startswith("'"):
        return f"'{cell}"
    return cell


def original(cell: str) -> str:
    """The text behind a cell that was made neutral."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*RISKY, "'")) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _csv(content: bytes) -> list[list[str]]:
    text = _text(content)
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    csv.field_size_limit(MOST_BYTES)
    try:
        return [
            [original(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as problem:
        raise FileProblem(_("The file could not be read as CSV: %(problem)s") % {"problem": problem}) from problem


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise FileProblem(_("The file is not a text file. Save it as CSV (UTF-8) or XLSX."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [[original(_cell(value)) for value in row] for row in sheet.iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError, TypeError) as problem:
        raise FileProblem(_("The file is called .xlsx, but it cannot be read as a spreadsheet.")) from problem


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _as_xlsx(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "OKR"
    # Fixed, so that equal content gives an equal file.
    book.properties.created = book.properties.modified = datetime(2026, 1, 1)
    sheet.append(list(headings))
    for row in rows:
        sheet.append([float(cell) if _is_number(cell) and cell.strip() == cell else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return _with_fixed_times(out.getvalue())


def _with_fixed_times(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry.filename)
            if entry.filename == "docProps/core.xml":
                data = data.split(b"<dcterms:modified")[0] + b"</cp:coreProperties>"
            new.writestr(zipfile.ZipInfo(entry.filename, date_time=(2026, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def _fitted(number: int, cells: list[str], width: int) -> list[str]:
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        raise FileProblem(
            _("row %(row)d: there are more cells than headings. Is there a separator inside a text?") % {"row": number}
        )
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise FileProblem(_("row %(row)d: a text is too long.") % {"row": number})
    return [cell.strip() for cell in cells[:width]] + [""] * (width - len(cells))
