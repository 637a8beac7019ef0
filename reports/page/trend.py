"""What the runs before came to, beside this one: whether a server gets nearer to what is promised.

The runs are those of one server and API that were asked the same; a run keeps what it knew of them
when it ended, so that a report shows them wherever it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.ledger import Ledger
from reports.formats.results import moment
from reports.headline import Headline

WIDE, HIGH, FOOT = 1000, 100, 30  # of the picture, in its units; bars stand in its foot
_EDGE = 8


@dataclass(frozen=True, slots=True)
class Point:
    """A run: `held` of `musts` planned musts hold, `broken` are broken, None where not known.

    `x` and `y` are its place in the picture, `bar` how high its bar of broken musts is.
    """

    run: str
    started: str
    result: str
    held: int
    musts: int
    broken: int | None
    x: float = 0.0
    y: float = 0.0
    bar: float = 0.0

    @property
    def share(self) -> float:
        """The part of the planned musts that holds."""
        return self.held / self.musts


@dataclass(frozen=True, slots=True)
class Trend:
    """Runs, the oldest first and this one the last; `low` and `high` are percents."""

    points: tuple[Point, ...]
    low: int
    high: int
    most: int

    @property
    def line(self) -> str:
        """The places of the points, as a polyline has them."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def trend(ledger: Ledger, now: Headline) -> Trend | None:
    """Return the trend that a run ends, None where there was no run before."""
    before = [found for told in (ledger.footer or {}).get("trend") or () if (found := _read(told))]
    if not (before and now.musts):
        return None
    started = moment(ledger.header.get("started")) or ""
    own = Point(str(ledger.header.get("run") or ""), started, now.word, now.held, now.musts,
                ledger.totals["fail"])  # fmt: skip
    return _placed([*before, own])


def _read(told: Mapping[str, Any]) -> Point | None:
    if not told.get("musts"):
        return None
    run, started, result = (str(told.get(name) or "") for name in ("run", "started", "result"))
    return Point(run, started, result, int(told["held"]), int(told["musts"]), told.get("broken"))


def _placed(points: list[Point]) -> Trend:
    """Return points with their places: what changes little is seen, and the ends say how much."""
    shares = [100 * point.share for point in points]
    low, high = int(min(shares) // 5 * 5), int(-(-max(shares) // 5) * 5)
    if low == high:
        low, high = (low - 5, high) if low else (low, high + 5)
    most = max(point.broken or 0 for point in points)
    step = (WIDE - 2 * _EDGE) / (len(points) - 1)
    found = (
        Point(
            point.run, point.started.replace("T", " ").replace("+00:00", " UTC"), point.result,
            point.held, point.musts, point.broken, round(_EDGE + step * number, 1),
            round(_EDGE + (high - share) / (high - low) * (HIGH - FOOT - 2 * _EDGE), 1),
            round(FOOT * (point.broken or 0) / (most or 1), 1),
        )
        for number, (point, share) in enumerate(zip(points, shares, strict=True))
    )  # fmt: skip
    return Trend(tuple(found), low, high, most)
