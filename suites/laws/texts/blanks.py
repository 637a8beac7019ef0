"""Blanks at both ends of a text, and two in a row, are kept: nothing says that they may go."""

from __future__ import annotations

from harness.claim import Outcome
from strategies import Written
from suites.law import law
from suites.laws.texts._family import BLANK, LETTERS, Letters, rows


@law(LETTERS, clause="", level="should", each=rows, taking=True)
def blanks(letters: Letters, given: tuple[Written, str]) -> Outcome:
    """Blanks at the ends of a text, and inside it, are kept."""
    form, row = given
    return letters.judged(form, row, BLANK)
