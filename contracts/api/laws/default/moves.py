"""There is one default design (PD-13)."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.dig import dig
from suites.looking.say import shown
from suites.subjects import called

from .._issuing import DESIGN, done, new_design

_DEFAULT = "preferences.is_default"


class Preferred(NamedTuple):
    """A design that is the default."""

    lab: Lab
    design: str


def _stand(lab: Lab, _operation: Operation) -> Preferred:
    first = new_design(lab, preferences={"is_default": True})
    alone = done(lab, f"{DESIGN}.retrieve", {}, str(first.item["id"]))
    if dig(alone.item, _DEFAULT) is not True:
        reason = "a design that was made the default does not read as one"
        raise Unavailable(reason, alone, first)
    return Preferred(lab, str(first.item["id"]))


@law(Family("default", called(f"{DESIGN}.create"), _stand), clause="PD-13", level="should")
def moves(stood: Preferred) -> Outcome:
    """A new default design takes the place of the one before."""
    second = new_design(stood.lab, preferences={"is_default": True})
    again = done(stood.lab, f"{DESIGN}.retrieve", {}, stood.design)
    good = dig(again.item, _DEFAULT) is False and dig(second.item, _DEFAULT) is True
    return held(good, "the design before is no default any more",
                f"is_default {shown(dig(again.item, _DEFAULT))}", again, second)  # fmt: skip
