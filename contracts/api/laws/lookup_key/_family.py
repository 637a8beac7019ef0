"""Designs that hold a lookup key, one for each law: what one does is no other's start."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family
from suites.subjects import called

from .._issuing import DESIGN, new_design


class Keyed(NamedTuple):
    """Two keys, each with the design that holds it."""

    lab: Lab
    kept: tuple[str, Exchange]
    moved: tuple[str, Exchange]


def _holder(lab: Lab) -> tuple[str, Exchange]:
    key = lab.unique()
    return key, new_design(lab, lookup_key=key)


def _stand(lab: Lab, _operation: Operation) -> Keyed:
    return Keyed(lab, _holder(lab), _holder(lab))


KEYED = Family("lookup_key", called(f"{DESIGN}.create"), _stand)
