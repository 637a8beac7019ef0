"""A link to the next page stays where the list is: a client sends its key there."""

from __future__ import annotations

from urllib.parse import urlsplit

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.paging._family import WALKED, documented
from suites.looking.dig import dig
from suites.looking.readings import Reading, steady


def _linked(operation: Operation, contracts: Contracts) -> bool:
    return contracts.api.list.by == "link" and "limit" in operation.paging


@law(WALKED, clause="", each=documented, level="should", where=_linked)
@steady(2)
def host(read: Reading) -> Outcome:
    """A link to the next page leads to the host that was asked."""
    page = read.shelf.page(limit=1)
    link, own = dig(page.json, read.lab.contracts.api.list.next), read.lab.target.host
    if not isinstance(link, str):
        raise Unavailable("no page has a link to a next one", page)
    try:
        found = urlsplit(link).netloc
    except ValueError:
        return held(False, f"a link to {own}", f"no address: {link[:80]}", page)
    return held(found in ("", own), f"a link to {own}", f"a link to {found[:80]}", page)
