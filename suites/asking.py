"""What a run asks, from its settings: the plan of a profile, and what is selected of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from contracts import load
from suites.discovery import columns, discover
from suites.law import Profile
from suites.plan import Plan, make
from suites.selection import Selection, select


@cache
def planned(package: Path, profile: Profile) -> Plan:
    """Return everything that a profile asks of an API package. Raises ContractError."""
    return make(load(package), discover(package), columns(package), profile)


def selected(package: Path, profile: Profile, only: Sequence[str] = ()) -> Selection:
    """Return what of a profile is asked for. Raises ContractError, Unmatched."""
    return select(planned(package, profile), only)
