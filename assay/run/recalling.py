"""What was answered before a worker began: to a run that was ended, or to a worker that died."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from assay.run.made import seen
from assay.run.settings import Settings
from assay.run.sharing import number
from harness.exchange import Exchange
from harness.part import ordered

_ASKED = '{"kind":"asked",'


def goes_on(settings: Settings, worker: str) -> bool:
    """Whether a worker, by the name pytest-xdist gives it, goes on with what another has begun."""
    place = number(worker)
    return bool(settings.resumed) or (place is not None and place >= settings.workers > 1)


def answered(parts: Path) -> Iterator[Exchange]:
    """Yield what groups that were asked to their end were answered. Raises LedgerError, OSError."""
    ended = set(_ended(parts))
    return (exchange for exchange in seen(parts) if exchange.group in ended)


def _ended(parts: Path) -> Iterator[str]:
    for path in ordered(parts.glob("*.ndjson")):
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if line.startswith(_ASKED) and line.endswith("}\n"):
                    yield str(json.loads(line)["group"])
