"""A search that finds new objects by a tag in their metadata, once they are indexed (G-77)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from contracts.model import Operation
from contracts.model.api import SearchShape
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.likeness import resembles
from suites.looking.pages import asked_again
from suites.looking.say import said
from suites.merit import SAME_BORN

# Seconds that new objects may take to be found; longer than that nothing is judged (T-10).
BUDGET = {"smoke": 8.0, "standard": 8.0, "thorough": 90.0}
PAUSE = 1.0
TAG = "assay_tag"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Objects that are found by their tag, and the page that found them first."""

    lab: Lab
    operation: Operation
    tag: str
    ids: tuple[str, ...]
    page: Exchange

    @property
    def shape(self) -> SearchShape:
        """The names of a search."""
        return shape_of(self.lab)

    @property
    def query(self) -> str:
        """The query that finds exactly these."""
        return tagged(self.lab, self.tag)

    def search(self, text: str, **rest: Any) -> Exchange:
        """Return a page of a search."""
        return self.lab.call(self.operation, {self.shape.query: text, **rest})

    def again(self, page: Exchange) -> Exchange:
        """Return a page that is asked for as another one was."""
        return asked_again(self.lab, self.operation, {}, page)


def shape_of(lab: Lab) -> SearchShape:
    """Return the names of a search. Raises Unavailable where the API has none."""
    if lab.contracts.api.search is None:
        raise Unavailable("the API does not say how it is searched")
    return lab.contracts.api.search


def tagged(lab: Lab, tag: str) -> str:
    """Return the query that finds what has a tag. Raises Unavailable where nothing can have one."""
    words = lab.contracts.api.metadata
    if words is None:
        raise Unavailable("the API does not say where a tag is kept")
    return f'{words.row}["{TAG}"]:"{tag}"'


def found(lab: Lab, operation: Operation, tag: str, made: list[Exchange]) -> Tagged:
    """Wait until new objects are found. Raises Unavailable when they are not, or are no objects."""
    names = tuple(str(exchange.item.get("id")) for exchange in made)
    if len(set(names)) < len(names):
        raise Unavailable(SAME_BORN, *made)
    deadline = time.monotonic() + BUDGET[lab.profile]
    while True:
        page = lab.call(operation, {shape_of(lab).query: tagged(lab, tag)})
        if resembles(page, operation):
            shown = {x.get("id") for x in page.entries or () if isinstance(x, dict)}
            if set(names) <= shown:
                return Tagged(lab, operation, tag, names, page)
        elif not page.accepted:
            reason = f"a search was not accepted ({said(page)})"
            raise Unavailable(reason, page, blocked_by=f"{operation.id}.accepts")
        if time.monotonic() > deadline:
            reason = f"new objects were not found within {BUDGET[lab.profile]:g} s"
            raise Unavailable(reason, page)
        time.sleep(PAUSE)
