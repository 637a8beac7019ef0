"""A card and the one in its place name each other (CA-26)."""

from __future__ import annotations

from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import broken, law, passed
from suites.looking.pages import data_of
from suites.looking.say import shown

from .._issuing import CARD, done
from ._family import DAMAGED, REPLACED, Replaced, of


@law(REPLACED, clause="CA-26", each=of(DAMAGED))
def linked(stood: Replaced) -> Outcome:
    """A card and the one in its place name each other, in the list as well."""
    new = stood.new()
    again = done(stood.lab, f"{CARD}.retrieve", {}, stood.name)
    names, named = new.item.get("replacement_for"), again.item.get("replaced_by")
    good = names == stood.name and named == new.item["id"]
    if not good:
        return broken("replacement_for and replaced_by name each other",
                      f"replacement_for {shown(names)}, replaced_by {shown(named)}", new,
                      again)  # fmt: skip
    return _listed(stood, new, again)


def _listed(stood: Replaced, new: Exchange, again: Exchange) -> Outcome:
    """Judge that the entries of both, where the list shows them near its start, say the same."""
    page = done(stood.lab, f"{CARD}.list", {"limit": 10})
    entries = {entry["id"]: entry for entry in data_of(page)}
    for shows, name, other in (("replaced_by", stood.name, new.item["id"]),
                               ("replacement_for", new.item["id"], stood.name)):  # fmt: skip
        found = entries.get(name, {shows: other}).get(shows)
        if found != other:
            return broken(f"{shows} {shown(other)}, as it is retrieved",
                          f"{shows} {shown(found)} in the list", page, again, new)  # fmt: skip
    return passed(new, again, page)
