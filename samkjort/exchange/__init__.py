"""OKRs in and out of files."""

from dataclasses import dataclass, field


class FileProblem(Exception):
    """What is wrong with a file: sentences for the person who sent it, each with its row where it has one."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class Options:
    """How a file is read: the person's own mapping, and what may be made where it is missing."""

    mapping: list[str] = field(default_factory=list)  # COLUMN=FIELD
    values: list[str] = field(default_factory=list)  # COLUMN:FROM=TO
    create: frozenset[str] = frozenset()  # of areas, cycles, people
    dry_run: bool = False
