"""A refused creation leaves no object behind (G-30)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import broken, law, passed
from suites.laws.makes._family import MARKED, Listed, listed
from suites.looking.once import Once


@law(MARKED, clause="G-30", where=listed)
def nothing_created(asked: Once[Listed]) -> Outcome:
    """Broken forms and a valid one carry a mark each: only the valid one's is listed."""
    found = asked()
    left = sorted(found.marks.keys() & found.refused.keys())
    if not left:
        return passed(*found.marks[found.mark].values(), *found.refused.values())
    page = next(iter(found.marks[left[0]].values()))
    return broken(
        "only the valid form's object in the list",
        f"an object with the metadata of a refused form, status {page.status}",
        found.refused[left[0]], page,
    )  # fmt: skip
