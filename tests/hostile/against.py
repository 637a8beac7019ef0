"""Holds a hostile server against a few claims, as a run does from its first request on."""

from __future__ import annotations

import tracemalloc
from dataclasses import dataclass
from pathlib import Path

from assay.trouble import INCOMPLETE, USAGE
from harness.ledger import LedgerWriter
from harness.message import Message
from harness.preflight import preflight
from harness.redaction import Keys
from harness.target import Target
from sandbox.auth import SECRET
from tests.hostile.server import Behaviour, hostile
from tests.running import Outcome, run

ONLY = ("issuing.cardholder.retrieve.accepts", "issuing.cardholder.list.pagination.page_size")
FIRST = "/v1/issuing/cardholders"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run said and took: `memory` at most at a time, and `disk`, in millions of bytes."""

    outcome: Outcome
    memory: float
    disk: float


def against(
    behaviour: Behaviour, folder: Path, only: tuple[str, ...] = ONLY, *, after: int = 0,
    timeout: float = 20.0, measured: bool = False,
) -> Seen:  # fmt: skip
    """Return what comes of asking a server with a behaviour behind so many honest answers."""
    record = LedgerWriter(folder / "part.ndjson", "m")
    if measured:
        tracemalloc.start()
    try:
        with hostile(behaviour, after) as url:
            outcome = _asked(url, only, timeout, record)
        memory = tracemalloc.get_traced_memory()[1] / 1e6 if measured else 0.0
    finally:
        if measured:
            tracemalloc.stop()
        record.close()
    return Seen(outcome, memory, record.path.stat().st_size / 1e6)


def _asked(url: str, only: tuple[str, ...], timeout: float, record: LedgerWriter) -> Outcome:
    looking = Target(url, Keys(SECRET), api_version="v", timeout=timeout, retries=1)
    found = preflight(looking, Message("GET", FIRST, query={"limit": 1}))
    looking.close()
    if found.kind != "ok":
        return Outcome(USAGE if found.kind == "key_refused" else INCOMPLETE, found.text)
    outcome = run(url, *only, key=SECRET, timeout=timeout, record=record)
    return Outcome(outcome.code, f"{found.doubt}{outcome.said}", folder=outcome.folder,
                   given=outcome.given, ledger=outcome.ledger)  # fmt: skip
