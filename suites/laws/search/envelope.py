"""A page says what it is, whether there is more and where; the count only when asked (G-79)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import broken, law, passed
from suites.laws.search._family import SEARCHED, findable
from suites.looking.say import having, said, shown
from suites.looking.searching import Tagged


@law(SEARCHED, clause="G-79", where=findable)
def envelope(found: Tagged) -> Outcome:
    """A page says what it is, whether there is more and where; the count only when asked."""
    shape, items = found.shape, found.lab.contracts.api.list.items
    for limit, more in ((1, True), (100, False)):
        page = found.search(found.query, limit=limit)
        body = page.item
        good = body.get("object") == shape.object and isinstance(body.get("url"), str)
        good = good and page.more is more and shape.total not in body
        good = good and isinstance(body.get(shape.next, 0), str if more else type(None))
        if not good:
            token = "a text" if more else "null"
            wanted = f"a {shape.object}, has_more {shown(more)}, {shape.next} {token}"
            seen = ", ".join(
                having(name, value) for name, value in body.items() if name not in (items, "url")
            )
            return broken(wanted, f"{said(page)}: {seen or having('object', None)}", page)
    return passed(page)
