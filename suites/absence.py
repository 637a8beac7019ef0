"""What hangs on an operation that is not there: its other claims, and what its call was to make.

It is told once, by the claim that the operation is present. What else was seen of it says how the
server answers where nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from harness.claim import Claim
from harness.judge import untestable
from harness.verdict import Verdict

LAW = "present.present"
WORDS = "the target does not have this operation"
_IDS = re.compile(r"\{[^}]*\}")


def missing(found: Iterable[Verdict]) -> dict[str, Verdict]:
    """Return the verdicts that an operation is not there, by its title."""
    return {v.operation: v for v in found if v.law == LAW and v.status == "fail" and not v.once}


def hung(claims: Mapping[str, Claim], found: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield verdicts; those on other claims of an operation that is not there hang on that."""
    verdicts = tuple(found)
    gone = missing(verdicts)
    for verdict in verdicts:
        absent = gone.get(verdict.operation)
        claim = claims.get(verdict.id)
        if absent is None or claim is None or verdict.id == absent.id:
            yield verdict
        else:
            hangs = untestable(claim, WORDS, blocked_by=absent.id)
            yield replace(hangs, exchanges=absent.exchanges)


def calls(found: Iterable[Verdict]) -> dict[str, str]:
    """Return, by calls that are not there, the claims that say so."""
    return {call_of(title): verdict.id for title, verdict in missing(found).items()}


def call_of(text: str) -> str:
    """Return a call, or the title of an operation, without the names of ids and without query."""
    return _IDS.sub("{}", text.partition("?")[0])
