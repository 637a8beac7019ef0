"""Without a limit a page that is not the last has the default number of objects (G-75)."""

from __future__ import annotations

import contextlib

from contracts.model import Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.laws.search._family import searches
from suites.subjects import operations


def _stand(lab: Lab, operation: Operation) -> tuple[Lab, Operation]:
    lab.merit.ready(operation)
    return lab, operation


READY = Family("search.page", operations(searches), _stand, stands_on=("list", "kind"))


@law(READY, clause="G-75")
def page_default(stood: tuple[Lab, Operation]) -> Outcome:
    """Without a limit a page that is not the last has the default number of objects.

    Raises Unavailable when there are no more than that.
    """
    lab, operation = stood
    count, query = lab.contracts.api.list.default, lab.provision.fill(operation.base)
    page = lab.call(operation, query)
    if page.more is not True:
        with contextlib.suppress(Unavailable):
            for _ in range(count + 1):
                lab.provision.obtain(f"@{operation.returns}!")
        page = lab.call(operation, query)
    found = len(page.entries or ())
    if found <= count and page.more is not True:
        raise Unavailable(f"no more than {count} objects are searchable", page)
    return held(found == count, f"{count} objects", f"{found} objects", page)
