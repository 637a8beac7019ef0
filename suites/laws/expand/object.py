"""An id becomes the object that it names (G-95), alone and with others."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.expand._family import EXPANDED, Reference, reads
from suites.looking.dig import dig
from suites.looking.expansion import told
from suites.looking.say import said


@law(EXPANDED, clause="G-95", where=reads)
def object(reference: Reference) -> Outcome:  # noqa: A001 - a law's name is its file's
    """An id becomes the object that it names."""
    wrong = reference.unlike()
    path, worst = wrong[0] if wrong else next(iter(reference.answers.items()))
    seen = f"{said(worst)}, {path} is {told(dig(worst.item, path))}"
    expected = f"{path} is the object {dig(reference.plain.item, path)}"
    return held(not wrong, expected, seen, worst, reference.plain)
