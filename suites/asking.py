"""What a run asks, from its settings: the plan of a profile, and what is selected of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from contracts import load
from contracts.retired import retired
from harness.judge import Scope
from suites.discovery import columns, discover
from suites.law import Profile
from suites.plan import Plan, make
from suites.selection import Selection, Unmatched, select


@cache
def planned(package: Path, profile: Profile, only: tuple[str, ...] = ()) -> Plan:
    """Return everything that a profile asks of an API package, or what filters can reach of it.

    Raises ContractError.
    """
    reaches = Scope((*only, *_above(only))).reaches if only else lambda _prefix: True
    return make(load(package), discover(package), columns(package), profile, reaches)


def _above(only: Sequence[str]) -> Iterator[str]:
    """Yield what stands above the last word of each filter: it may be a place inside a claim."""
    return (text.rpartition(".")[0] for text in only if "." in text)


def selected(package: Path, profile: Profile, only: Sequence[str] = ()) -> Selection:
    """Return what of a profile is asked for. Raises ContractError, Unmatched."""
    former = retired(package)
    now = tuple(former.renamed.get(text, text) for text in only)
    try:
        return select(planned(package, profile, now), only, former)
    except Unmatched:  # what is near is looked for among all there is
        return select(planned(package, profile), only, former)
