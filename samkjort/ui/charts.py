"""Small pictures drawn on the server as SVG: pure functions from numbers to markup, every text escaped.

Colours and sizes come from classes (the content policy lets no style attribute through). Text in a picture that shrinks
with the page becomes unreadable, so the larger charts are drawn twice, narrow and wide, and the page shows one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

Points = Sequence[tuple[str, float | None]]
Place = tuple[float, float]
STRAND_GAP = 0.92  # of the height, at the widest spread


@dataclass(frozen=True)
class Frame:
    """The room a chart is drawn in: outer width and height, and the air around the drawing."""

    width: int
    height: int
    left: int
    right: int
    top: int = 14
    bottom: int = 30

    def x(self, share: float) -> float:
        """The place of `share` (0 to 1) from left to right."""
        return self.left + share * (self.width - self.left - self.right)

    def y(self, share: float) -> float:
        """The place of `share` (0 to 1) from bottom to top."""
        return self.height - self.bottom - share * (self.height - self.top - self.bottom)


NARROW = Frame(width=340, height=210, left=44, right=14)
WIDE = Frame(width=720, height=250, left=56, right=24)
FRAMES = (("narrow", NARROW), ("wide", WIDE))


def _between(value: float, low: float, high: float) -> float:
    return 0.5 if high == low else (value - low) / (high - low)


def _runs(places: Sequence[Place | None]) -> list[list[Place]]:
    """The places in unbroken runs: a missing value is a gap in the line, never a guess."""
    runs: list[list[Place]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if run]


def _path(places: Sequence[Place | None]) -> str:
    return " ".join("M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in run) for run in _runs(places))


def _text(place: Place, text: str, anchor: str = "start", name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return f'<text x="{place[0]:.1f}" y="{place[1]:.1f}" text-anchor="{anchor}"{kind}>{escape(text)}</text>'


def _line(start: Place, end: Place, name: str) -> str:
    return f'<line class="{name}" x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"/>'


def meter(progress: float | None, expected: float | None, band: str, label: str) -> str:
    """A bar of progress from 0 to 1 with a tick where the time is. `band`: ok, wait, help or silent."""
    fill = max(0.0, min(1.0, progress or 0.0)) * 140
    parts = [
        f'<svg class="meter {escape(band)}" viewBox="0 0 140 16" role="img" aria-label="{escape(label)}">',
        '<rect class="track" y="4" width="140" height="8" rx="4"/>',
    ]
    if fill > 0:
        parts.append(f'<rect class="fill" y="4" width="{max(fill, 5):.1f}" height="8" rx="4"/>')
    if expected is not None:
        place = max(0.0, min(138.0, expected * 140 - 1))
        parts.append(f'<rect class="time" x="{place:.1f}" y="0" width="2" height="16"/>')
    return "".join([*parts, "</svg>"])


def sparkline(values: Sequence[float | None], band: str) -> str:
    """The last values as a small line; nothing where fewer than two are known. Decoration: the numbers stand beside."""
    known = [float(value) for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    step = 112 / (len(values) - 1)
    places: list[Place | None] = [
        None if value is None else (3 + n * step, 30 - 26 * _between(float(value), low, high))
        for n, value in enumerate(values)
    ]
    x, y = _runs(places)[-1][-1]
    return (
        f'<svg class="spark {escape(band)}" viewBox="0 0 120 34" aria-hidden="true" focusable="false">'
        f'<path d="{_path(places)}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="3.2"/></svg>'
    )


@dataclass(frozen=True)
class Lines:
    """What a line chart shows: the values, and where there are such, what was expected and the target."""

    points: Points
    expected: Sequence[float | None] = ()
    target: float | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest number in the picture."""
        numbers = [float(value) for _, value in self.points if value is not None]
        numbers += [float(value) for value in self.expected if value is not None]
        numbers += [] if self.target is None else [float(self.target)]
        return min(numbers), max(numbers)

    @property
    def known(self) -> bool:
        """Whether there is a number to draw."""
        return any(value is not None for _, value in self.points)


def _one_line_chart(lines: Lines, frame: Frame, name: str, words: Sequence[str]) -> str:
    low, high = lines.bounds
    last = max(len(lines.points) - 1, 1)

    def places(values: Sequence[float | None]) -> list[Place | None]:
        return [
            None if value is None else (frame.x(n / last), frame.y(_between(float(value), low, high)))
            for n, value in enumerate(values)
        ]

    lowest, highest, target = words
    floor, ceiling = frame.y(_between(low, low, high)), frame.y(_between(high, low, high))
    parts = [
        f'<svg class="{name}" viewBox="0 0 {frame.width} {frame.height}" aria-hidden="true" focusable="false">',
        _line((frame.left, floor), (frame.width - frame.right, floor), "grid"),
        _text((frame.left - 8, floor + 4), lowest, "end"),
    ]
    if high > low:
        parts.append(_line((frame.left, ceiling), (frame.width - frame.right, ceiling), "grid"))
        parts.append(_text((frame.left - 8, ceiling + 4), highest, "end"))
    if lines.target is not None:
        y = frame.y(_between(float(lines.target), low, high))
        parts.append(_line((frame.left, y), (frame.width - frame.right, y), "target"))
        parts.append(_text((frame.width - frame.right, y - 6 if y > frame.top + 16 else y + 16), target, "end"))
    if any(value is not None for value in lines.expected):
        parts.append(f'<path class="expected" d="{_path(places(lines.expected))}"/>')
    drawn = places([value for _, value in lines.points])
    parts.append(f'<path class="line" d="{_path(drawn)}"/>')
    parts += [f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="3.4"/>' for place in drawn if place]
    ends = ((0, "start"), (len(lines.points) - 1, "end")) if len(lines.points) > 1 else ((0, "start"),)
    parts += [_text((frame.x(n / last), frame.height - 8), lines.points[n][0], anchor) for n, anchor in ends]
    return "".join([*parts, "</svg>"])


def line_chart(lines: Lines, words: Sequence[str]) -> str:
    """Values over time, narrow and wide. `words`: the lowest number, the highest and the target, as text."""
    if not lines.known:
        return ""
    return "".join(_one_line_chart(lines, frame, name, words) for name, frame in FRAMES)


def _one_strands(rounds: Sequence[tuple[str, float]], count: int, frame: Frame, name: str) -> str:
    last = max(len(rounds) - 1, 1)
    middle, reach = frame.y(0.5), (frame.y(0) - frame.y(1)) / 2 * STRAND_GAP
    parts = [f'<svg class="{name}" viewBox="0 0 {frame.width} {frame.height}" aria-hidden="true" focusable="false">']
    for n, (label, _) in enumerate(rounds):
        x = frame.x(n / last)
        anchor = "start" if n == 0 else "end" if n == last else "middle"
        parts.append(_line((x, frame.y(1)), (x, frame.y(0)), "grid"))
        if name == "wide" or n in (0, last):
            parts.append(_text((x, frame.height - 8), label, anchor))
    for strand in range(count):
        offset = (2 * strand / (count - 1) - 1) if count > 1 else 0.0
        path = ""
        for n in range(last + 1):
            spread = max(0.0, min(1.0, float(rounds[min(n, len(rounds) - 1)][1])))
            x, y = frame.x(n / last), middle + offset * reach * max(spread, 0.03)
            bend = (frame.x(1 / last) - frame.x(0)) / 2
            path += f"M{x:.1f} {y:.1f}" if n == 0 else f" S{x - bend:.1f} {y:.1f} {x:.1f} {y:.1f}"
        parts.append(f'<path class="strand" d="{path}"/>')
    return "".join([*parts, "</svg>"])


def strands(rounds: Sequence[tuple[str, float]], count: int) -> str:
    """As many lines as there are leaders, evenly spaced, none of them a person: their spread in each measured round.

    A spread of 1 is as far apart as can be, 0 is together. Between the rounds the lines are only drawn.
    """
    if not rounds or count < 1:
        return ""
    narrow, wide = Frame(width=340, height=200, left=8, right=8), Frame(width=720, height=220, left=8, right=8)
    return _one_strands(rounds, count, narrow, "narrow") + _one_strands(rounds, count, wide, "wide")
