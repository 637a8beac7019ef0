"""A name comes back as it is written, its marks as one letter or as two."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import Written
from suites.law import About, law
from suites.laws.texts._family import LETTERS, Letters, of_people, rows_of

_NAME = "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS} N\N{COMBINING TILDE}un"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if operation.kind == "create":
        yield from rows_of(operation, contracts, of_people)


@law(LETTERS, clause="", stands_on=("kind",), level="should", each=_each, taking=True)
def names(letters: Letters, given: tuple[Written, str]) -> Outcome:
    """A name with marks comes back as it was sent. Raises Unavailable where it is refused."""
    form, row = given
    return letters.judged(form, row, _NAME, again=False)
