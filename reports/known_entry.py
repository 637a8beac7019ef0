"""The entry of known failures for a breach, as it is pasted into the file: nobody types an id."""

from __future__ import annotations

from harness.known import Entry, block
from harness.measure import started
from harness.verdict import BROKEN, Verdict

_LONGEST = 120  # characters of what was observed


def reason_of(verdict: Verdict) -> str:
    """Return why a claim fails as far as the run can tell: a person knows better."""
    return started(verdict.observed or verdict.message or verdict.status, _LONGEST)


def entry_of(verdict: Verdict) -> str:
    """Return the entry that makes a breach known, as TOML; "" for what is no breach."""
    return block(Entry(verdict.id, reason_of(verdict))) if verdict.status in BROKEN else ""
