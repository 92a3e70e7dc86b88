"""What an import did, told in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .actions import Report


def tell(report: Report) -> str:
    """The report as lines of text. A dry run begins with the mapping, in the form of the options."""
    lines = []
    if report.dry_run:
        lines += [f"--map {_quoted(f'{column}={name}')}" for column, name in report.columns.items()]
        lines += [f"--map-value {_quoted(f'{column}:{a}={b}')}" for (column, a), b in report.values.items()]
    if report.left_out:
        lines.append(_("Left out, without a place: %(columns)s") % {"columns": ", ".join(report.left_out)})
    lines.append(_("Would be done:") if report.dry_run else _("Done:"))
    lines += [f"  {line}" for line in _counts(report)] or [f"  {_('nothing')}"]
    if report.waiting:
        lines.append(_("These stay drafts:"))
        lines += [f"  {line}" for line in report.waiting]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _counts(report: Report) -> list[str]:
    said = report.counts
    told = [
        ("areas", ngettext("%(n)d new area", "%(n)d new areas", said["areas"])),
        ("cycles", ngettext("%(n)d new cycle", "%(n)d new cycles", said["cycles"])),
        ("people", ngettext("%(n)d new person", "%(n)d new people", said["people"])),
        ("objectives", ngettext("%(n)d new objective", "%(n)d new objectives", said["objectives"])),
        ("key_results", ngettext("%(n)d new key result", "%(n)d new key results", said["key_results"])),
        (
            "changed_objectives",
            ngettext("%(n)d objective changed", "%(n)d objectives changed", said["changed_objectives"]),
        ),
        ("changed", ngettext("%(n)d key result changed", "%(n)d key results changed", said["changed"])),
        ("unchanged", ngettext("%(n)d key result unchanged", "%(n)d key results unchanged", said["unchanged"])),
    ]
    return [line % {"n": said[name]} for name, line in told if said[name]]
