"""The OKR method as numbers: every default in one place, every formula a pure function. Told in `docs/method.md`."""

import calendar
import re
import uuid
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from samkjort import clock
from samkjort.people.models import Member

PPM = 1_000_000  # progress is kept in whole parts per million: sums of whole numbers do not drift
HIGH_CONFIDENCE, MIDDLE_CONFIDENCE = 7, 4  # of 10
GRACE_DAYS = 3  # how long a check-in may be overdue before the key result is outdated
SILENT_DAYS = 14
BEHIND_PPM = 250_000  # progress more than 25 points under the expected is said beside the health
CHECK_IN_EVERY_DAYS = 7
WORD_LEVELS = {"not_reached": 0, "commit": 300_000, "target": 700_000, "stretch": PPM}
MOST_OBJECTIVES, MOST_KEY_RESULTS, FEWEST_KEY_RESULTS = 3, 5, 2
FEWEST_WORDS, MOST_WORDS = 4, 18


class Kind(StrEnum):
    """The kinds of key result."""

    INCREASE = "increase"
    REDUCE = "reduce"
    WITHIN = "within"
    STEPS = "steps"
    YES_NO = "yes_no"
    WORDS = "words"


@dataclass(frozen=True)
class KeyResultFields:
    """What a key result is, as it is written. `steps` are (title, weight)."""

    title: str
    kind: str = Kind.INCREASE
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    weight: int = 1
    owner: Member | None = None
    levels: dict[str, str] = field(default_factory=dict)
    steps: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class CheckInEntry:
    """What is said of a key result: the number, level or steps that its kind asks for, confidence 0–10, words."""

    confidence: int
    value: Decimal | None = None
    level: str = ""
    steps: frozenset[int] | None = None  # keys of the steps that are done
    note: str = ""
    blocker: str = ""
    blocker_next: str = ""
    blocker_by: date | None = None
    checked_on: date | None = None
    submission: uuid.UUID | None = None


class Health(StrEnum):
    """Derived, never typed. Silence is never green."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    OUTDATED = "outdated"
    ON_TRACK = "on_track"
    UNSURE = "unsure"
    NEEDS_HELP = "needs_help"
    NOT_STARTED = "not_started"


@dataclass(frozen=True)
class Line:
    """What a numeric key result is measured between. For *within*, low and high are the band."""

    kind: str
    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def progress(line: Line, value: Decimal | None) -> int:
    """Progress in ppm, from 0 to 1,000,000. No value yet is 0; the wrong side of the baseline is 0; overshoot is 1."""
    if value is None:
        return 0
    if line.kind == Kind.YES_NO:
        return PPM if value >= 1 else 0
    if line.kind == Kind.WITHIN:
        return _within(line, value)
    if line.target is None:
        return 0
    baseline = line.baseline or Decimal(0)
    if line.target == baseline:
        return 0
    return _clamped((value - baseline) / (line.target - baseline))


def _within(line: Line, value: Decimal) -> int:
    if line.low is None or line.high is None:
        return 0
    distance = max(line.low - value, value - line.high, Decimal(0))
    if distance == 0:
        return PPM
    start = line.baseline
    outside = Decimal(0) if start is None else max(line.low - start, start - line.high, Decimal(0))
    # From outside the band the way to it is the measure; from inside, the band's own width is.
    width = outside or line.high - line.low
    return _clamped(1 - distance / width) if width else 0


def _clamped(share: Decimal) -> int:
    return int((min(max(share, Decimal(0)), Decimal(1)) * PPM).to_integral_value())


def steps_progress(weights_done: list[tuple[int, bool]]) -> int:
    """Weight done of weight of all, in ppm; no steps is 0."""
    whole = sum(weight for weight, _done in weights_done)
    return round(sum(weight for weight, done in weights_done if done) * PPM / whole) if whole else 0


def weighted_mean(parts: list[tuple[int, int]]) -> int:
    """The mean of (weight, ppm); 0 where there is nothing to weigh. A missing weight is 1."""
    whole = sum(weight for weight, _ppm in parts)
    return sum(weight * ppm for weight, ppm in parts) // whole if whole else 0


def expected(starts_on: date, ends_on: date, day: date) -> float:
    """The share of the cycle's working days that is gone at the end of the day, from 0 to 1."""
    whole = clock.working_days(starts_on, ends_on)
    return min(1.0, max(0.0, clock.working_days(starts_on, min(day, ends_on)) / whole)) if whole else 1.0


def band(confidence: float | None) -> str:
    """high, middle or low; empty where nobody has said."""
    if confidence is None:
        return ""
    return "high" if confidence >= HIGH_CONFIDENCE else "middle" if confidence >= MIDDLE_CONFIDENCE else "low"


def health(*, closed: bool, progress_ppm: int, confidence: float | None, due_on: date | None, day: date) -> Health:
    """The first that holds: closed, outdated, what the last confidence says, not started."""
    if closed:
        return Health.REACHED if progress_ppm >= PPM else Health.NOT_REACHED
    if confidence is None:
        return Health.NOT_STARTED
    if due_on is not None and (day - due_on).days > GRACE_DAYS:
        return Health.OUTDATED
    return {"high": Health.ON_TRACK, "middle": Health.UNSURE, "low": Health.NEEDS_HELP}[band(confidence)]


CHIPS = {
    Health.REACHED: "ok",
    Health.NOT_REACHED: "",
    Health.OUTDATED: "",
    Health.ON_TRACK: "ok",
    Health.UNSURE: "wait",
    Health.NEEDS_HELP: "help",
    Health.NOT_STARTED: "",
}


@dataclass(frozen=True)
class Period:
    """A cycle as its name tells it."""

    kind: str
    starts_on: date
    ends_on: date


_MONTHS = {"quarter": 3, "tertial": 4, "half_year": 6, "year": 12}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAMES = (
    (
        "quarter",
        rf"{_YEAR}\s*-?\s*[qk](?P<n>[1-4])|[qk](?P<n2>[1-4])\s*-?\s*(?P<year2>(?:19|20)\d\d)|(?P<n3>[1-4])\.?\s*kvartal\s*(?P<year3>(?:19|20)\d\d)",
    ),
    (
        "tertial",
        rf"{_YEAR}\s*-?\s*t(?P<n>[1-3])|t(?P<n2>[1-3])\s*-?\s*(?P<year2>(?:19|20)\d\d)|(?P<n3>[1-3])\.?\s*tertial\s*(?P<year3>(?:19|20)\d\d)",
    ),
    (
        "half_year",
        rf"{_YEAR}\s*-?\s*h(?P<n>[12])|h(?P<n2>[12])\s*-?\s*(?P<year2>(?:19|20)\d\d)|(?P<n3>[12])\.?\s*halvår\s*(?P<year3>(?:19|20)\d\d)",
    ),
    ("year", rf"{_YEAR}"),
)


def parse_cycle_name(name: str) -> Period | None:
    """The period that a name such as 2019 Q4, T3 2026, 2026 H1, 3. tertial 2026 or 2026 stands for; else None."""
    text = " ".join(name.casefold().split())
    for kind, pattern in _NAMES:
        match = re.fullmatch(pattern, text)
        if match:
            parts = match.groupdict()
            year = int(next(v for k, v in parts.items() if k.startswith("year") and v))
            number = int(next((v for k, v in parts.items() if k.startswith("n") and v), "1"))
            last = number * _MONTHS[kind]
            first = last - _MONTHS[kind] + 1
            return Period(kind, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
    return None
