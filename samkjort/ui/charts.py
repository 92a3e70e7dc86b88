"""Small pictures drawn on the server as SVG: pure functions from numbers to markup. Beside each stands the number."""

from collections.abc import Sequence
from datetime import date
from html import escape

Points = Sequence[tuple[date, float]]


def _scale(value: float, low: float, high: float, start: float, end: float) -> float:
    return start + (end - start) * ((value - low) / (high - low) if high != low else 0.5)


def meter(progress: float | None, expected: float | None, state: str, label: str) -> str:
    """A bar of progress from 0 to 1 with a tick where the time is. `state`: ok, wait, help or quiet."""
    fill = max(0.0, min(1.0, progress or 0.0)) * 140
    tick = "" if expected is None else f'<rect class="tick" x="{min(138.0, expected * 140):.1f}" y="0" width="2" height="14"/>'
    return (
        f'<svg class="meter {escape(state)}" viewBox="0 0 140 14" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}"><rect class="track" y="3" width="140" height="8" rx="4"/>'
        f'<rect class="fill" y="3" width="{fill:.1f}" height="8" rx="4"/>{tick}</svg>'
    )


def sparkline(values: Sequence[float], state: str) -> str:
    """The last values as a line of 120 by 34; nothing where there are fewer than two. Decoration: the number stands beside."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    places = [
        (_scale(n, 0, len(values) - 1, 3, 115), _scale(value, low, high, 30, 4)) for n, value in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    return (
        f'<svg class="spark {escape(state)}" viewBox="0 0 120 34" width="120" height="34" fill="none" '
        f'stroke="currentColor" stroke-width="2" aria-hidden="true"><polyline points="{line}"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="currentColor"/></svg>'
    )


def line_chart(points: Points, label: str, goal: float | None = None, goal_label: str = "") -> str:
    """Values over time with a line for the goal: 720 by 240. The table with the same figures stands beside it."""
    if not points:
        return ""
    days = [day.toordinal() for day, _ in points]
    values = [value for _, value in points] + ([goal] if goal is not None else [])
    low, high = min(values), max(values)
    first, last = min(days), max(days)
    places = [(_scale(d, first, last, 60, 690), _scale(v, low, high, 200, 24)) for d, (_, v) in zip(days, points, strict=True)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts = [
        f'<svg class="chart" viewBox="0 0 720 240" role="img" aria-label="{escape(label)}">',
        '<line class="grid" x1="60" x2="690" y1="200" y2="200"/>',
        f'<text x="52" y="204" text-anchor="end">{low:g}</text><text x="52" y="28" text-anchor="end">{high:g}</text>',
        f'<text x="60" y="226">{points[0][0]:%d.%m.}</text><text x="690" y="226" text-anchor="end">{points[-1][0]:%d.%m.}</text>',
    ]
    if goal is not None:
        y = _scale(goal, low, high, 200, 24)
        parts.append(f'<line class="goal" x1="60" x2="690" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="66" y="{y + (16 if y < 40 else -6):.1f}">{escape(goal_label)}</text>')
    parts.append(f'<polyline points="{line}" fill="none" stroke="currentColor" stroke-width="2.2"/>')
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="currentColor"/>' for x, y in places]
    return "".join([*parts, "</svg>"])
