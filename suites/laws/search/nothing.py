"""A search for what nothing has finds nothing (G-85).

It stands on no object that was found: a search which takes no heed of its query never shows that
what was made is found, and all that stands on that would say nothing of it.
"""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Family, Unavailable, broken, law, passed
from suites.laws.search._family import findable, searches
from suites.looking.pages import ids_of
from suites.looking.searching import shape_of, tagged
from suites.merit import ALIKE
from suites.subjects import operations


class Asked(NamedTuple):
    """A search that answers its smallest form, where there is something that does not fit."""

    lab: Lab
    operation: Operation


def _stand(lab: Lab, operation: Operation) -> Asked:
    lab.provision.obtain(f"@{operation.returns}")
    lab.merit.ready(operation)
    return Asked(lab, operation)


ANY = Family("search.any", operations(searches), _stand, stands_on=("list", "kind"))


@law(ANY, clause="G-85", level="should", where=findable)
def nothing(asked: Asked) -> Outcome:
    """A search for what nothing has finds nothing."""
    lab, operation = asked
    page = lab.call(operation, {shape_of(lab).query: tagged(lab, lab.provision.unique())})
    found = ids_of(page)
    if found:
        return broken("no object", f"{len(found)} objects", page)
    if not lab.merit.lively(operation):
        raise Unavailable(ALIKE, page)
    return passed(page)
