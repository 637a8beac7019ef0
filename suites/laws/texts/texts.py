"""A text comes back letter by letter as it was sent."""

from __future__ import annotations

from harness.claim import Outcome
from strategies import Written
from suites.law import law
from suites.laws.texts._family import LETTERS, ODD, Letters, rows


@law(LETTERS, clause="", each=rows, taking=True)
def texts(letters: Letters, given: tuple[Written, str]) -> Outcome:
    """A text of letters, signs and marks of all kinds comes back as it was sent."""
    form, row = given
    return letters.judged(form, row, ODD)
