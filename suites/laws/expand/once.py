"""The next answer has the ids again (G-88)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.expand._family import EXPANDED, Reference, reads
from suites.looking.dig import dig
from suites.looking.say import joined, shown


@law(EXPANDED, clause="G-88", where=reads)
def once(reference: Reference) -> Outcome:
    """The next answer has the ids again. Raises Unavailable when nothing is expanded."""
    answers, plain, again = reference.objects(), reference.plain, reference.again
    values = [shown(dig(again.item, path)) for path in answers]
    good = all(dig(again.item, path) == dig(plain.item, path) for path in answers)
    expected = "ids where nothing is expanded"
    return held(good, expected, joined(values), again, next(iter(answers.values())))
