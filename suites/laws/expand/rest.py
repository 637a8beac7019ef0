"""Nothing but what is expanded changes (G-87)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.laws.expand._family import EXPANDED, Reference, reads
from suites.looking.likeness import differing
from suites.looking.say import joined


@law(EXPANDED, clause="G-87", where=reads)
def rest(reference: Reference) -> Outcome:
    """Nothing but what is expanded changes. Raises Unavailable when nothing is expanded."""
    asked, plain = list(reference.objects().items()), reference.plain
    same = (plain.item, reference.again.item)
    moved = [(path, answer) for path, answer in asked if reference.back(answer, path) not in same]
    path, worst = moved[0] if moved else asked[0]
    names = differing(plain.item, reference.back(worst, path))
    return held(not moved, f"nothing but {path} changes", f"others: {joined(names, 5)}",
                worst, plain)  # fmt: skip
