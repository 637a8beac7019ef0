"""A card and the one in its place name each other (CA-26)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import shown

from .._issuing import CARD, done
from ._family import DAMAGED, REPLACED, Replaced, of


@law(REPLACED, clause="CA-26", each=of(DAMAGED))
def linked(stood: Replaced) -> Outcome:
    """A card and the one in its place name each other."""
    new = stood.new()
    again = done(stood.lab, f"{CARD}.retrieve", {}, stood.name)
    names, named = new.item.get("replacement_for"), again.item.get("replaced_by")
    good = names == stood.name and named == new.item["id"]
    return held(good, "replacement_for and replaced_by name each other",
                f"replacement_for {shown(names)}, replaced_by {shown(named)}", new,
                again)  # fmt: skip
