"""People in from a file."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samkjort.people import actions as people
from samkjort.people.models import Member

from . import FileProblem
from .formats import mapping, table
from .formats import people as format_


def bring(content: bytes, name: str, *, by: Member, mapping_said: Sequence[str] = (), dry_run: bool = False) -> str:
    """Import the people of a file, whole or not at all; returns what was, or would be, done."""
    reading = mapping.understand(table.read(content, name), format_.FIELDS, mapping_said, ())
    report = people.import_people(format_.rows(reading), by=by, dry_run=dry_run)
    if report.problems:
        raise FileProblem(
            *(_("row %(row)d: %(what)s") % {"row": problem.number, "what": problem.text} for problem in report.problems)
        )
    lines = [f"--map {column}={field}" for column, field in reading.columns.items()] if dry_run else []
    if reading.left_out:
        lines.append(_("Left out, without a place: %(columns)s") % {"columns": ", ".join(reading.left_out)})
    head = _("Would be done:") if dry_run else _("Done:")
    lines.append(
        head
        + " "
        + _("%(created)d people new, %(changed)d changed, %(unchanged)d unchanged, %(areas)d areas new.")
        % {
            "created": report.created,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "areas": report.areas_created,
        }
    )
    return "\n".join(lines)
