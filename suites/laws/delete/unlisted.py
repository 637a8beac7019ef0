"""What is deleted stands in no list of its kind any more."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, held, law
from suites.laws.delete._family import ABSENT, DELETED, Deletion
from suites.subjects import lister_of


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if operation.afterwards == ABSENT and lister_of(contracts, operation) is not None:
        yield About(operation, clause=operation.cited, source=operation.cited)


@law(DELETED, clause="", each=_each, sequence=True, follows=("delete.gone",))
def unlisted(deletion: Deletion) -> Outcome:
    """What is deleted stands in no list of its kind any more."""
    before, done = deletion.before, deletion.done()
    if not deletion.listed(before):
        raise Unavailable("the list did not show the object before", *filter(None, [before.page]))
    after = deletion.after()
    shown = deletion.listed(after)
    pages = [page for page in (after.page, before.page) if page is not None]
    return held(not shown, "a list without it", f"{deletion.name} in the list", *pages, done)
