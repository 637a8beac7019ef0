"""A text of digits stays a text: it is no number, and keeps the zeros that it begins with."""

from __future__ import annotations

from harness.claim import Outcome
from strategies import Written
from suites.law import law
from suites.laws.texts._family import DIGITS, LETTERS, Letters, rows


@law(LETTERS, clause="", each=rows, taking=True)
def digits(letters: Letters, given: tuple[Written, str]) -> Outcome:
    """A text of digits comes back with all of them, the zeros at its start as well."""
    form, row = given
    return letters.judged(form, row, DIGITS, again=False)
