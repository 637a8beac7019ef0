"""A path with a dot expands the object in the object (G-89)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.expand._family import EXPANDED, Reference, leads
from suites.looking.dig import dig
from suites.looking.expansion import ids_below, is_object, table_of, told
from suites.looking.say import said, shown


@law(EXPANDED, clause="G-89", where=leads, follows=("expand.object",))
def nested(reference: Reference) -> Outcome:
    """A path with a dot expands the object in the object.

    Raises Unavailable when no object holds the id of another.
    """
    for path in reference.paths:
        outer = reference.anew(path)
        found = dig(outer.item, path)
        table = table_of(reference.lab.contracts, reference.table[path])
        for name in ids_below(found, table)[:1]:
            answer = reference.anew(f"{path}.{name}")
            inner, due = dig(answer.item, f"{path}.{name}"), dig(found, name)
            expected = f"{path}.{name} is the object {shown(due)}"
            seen = f"{said(answer)}, {told(inner)}"
            return held(is_object(inner, due), expected, seen, answer, outer)
    reason = "no expanded object holds the id of another that can be expanded in it"
    raise Unavailable(reason, reference.plain)
