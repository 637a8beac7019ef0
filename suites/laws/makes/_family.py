"""Creations with a mark in their metadata, broken and valid, and the list that shows the marks.

Where objects have no metadata a valid one has its mark in a free text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from harness.exchange import Exchange
from harness.reasons import TOOK_ALL
from strategies import Violation, smallest
from strategies.paths import copy
from suites.lab import Lab
from suites.law import Family, Unavailable
from suites.looking.around import TOP, Around, Look
from suites.looking.echo import field_of
from suites.looking.likeness import resembles
from suites.looking.once import Once
from suites.looking.pages import BadPage, Shelf, data_of
from suites.looking.say import said
from suites.looking.violations import every
from suites.subjects import lister_of, operations

MARK = "assay_refused"  # the key of the metadata that tells these objects from all others
_LONGEST = 40  # characters that a mark may have
_PAGES = 3  # of 100 objects: others may create some meanwhile
Marks = dict[str, dict[str, Exchange]]  # by mark: the objects that have it, each with its page


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows after broken creations and a valid one, whose `row` has the mark `mark`.

    `more` asks whether valid ones leave more objects than their answers tell of.
    """

    refused: dict[str, Exchange]  # by their marks
    valid: Exchange
    mark: str
    marks: Marks
    row: str
    more: Callable[[], Outcome | None]


def listed(operation: Operation, contracts: Contracts) -> bool:
    """Whether what an operation creates is listed, with metadata."""
    return bool(operation.metadata) and lister_of(contracts, operation) is not None


def marked(operation: Operation, contracts: Contracts) -> bool:
    """Whether a list shows what an operation creates with a mark."""
    listing = lister_of(contracts, operation)
    return listing is not None and bool(row_of(operation, contracts))


def row_of(operation: Operation, contracts: Contracts) -> str:
    """Return the row that takes a mark, "" for none: metadata, or a free text that is shown."""
    if operation.metadata or operation.returns != operation.resource:
        return operation.metadata
    texts = (row for row in operation.sent if row.location == "body" and _is_free(row))
    shown = [row for row in texts if _shows(operation, contracts, row.name)]
    return next((r.name for r in sorted(shown, key=lambda r: not r.required)), "")


def _is_free(row: Parameter) -> bool:
    """Whether a row takes any text: no value, form or name of something else is asked for."""
    told = (row.enum, row.pattern, row.format, row.references, row.example, row.alternatives,
            row.excludes, row.needs, row.encoded, row.unjudged)  # fmt: skip
    long = row.max_length is None or row.max_length >= _LONGEST
    return row.type == "string" and long and not any(told)


def _shows(operation: Operation, contracts: Contracts, row: str) -> bool:
    field = field_of(operation, contracts, row)
    return field is not None and field.type == "string" and not field.enum and not field.format


def _stand(lab: Lab, operation: Operation) -> Once[Listed]:
    """Return what asks once a list shows what it makes. Raises Unavailable."""
    listing = lister_of(lab.contracts, operation)
    if listing is None:
        raise Unavailable("nothing lists what is created")
    lab.merit.ready(operation)
    lab.merit.ready(listing)
    return Once(lambda: _listed(lab, operation, listing))


MARKED = Family(
    "makes", operations(lambda o: o.kind == "create"), _stand, stands_on=("kind", "echo"),
)  # fmt: skip


def _listed(lab: Lab, operation: Operation, listing: Operation) -> Listed:
    """Send the forms and read the list. Raises Unavailable."""
    refused, mark, row = {}, lab.unique(), row_of(operation, lab.contracts)
    for violation in _one_of_each(operation, lab.contracts) if operation.metadata else ():
        name = f"{mark}.{violation.topic}"
        form = lab.provision.fill(_marked(operation, row, violation.form, name))
        with lab.wrongly():
            exchange = lab.call(operation, form)
        if exchange.refused:
            refused[name] = exchange
    around = Around(lab, operation)
    before = around.look(TOP) if around.sees else None
    form = _marked(operation, row, smallest(operation), mark)
    valid = lab.call(operation, lab.provision.fill(form))
    after = around.look(TOP) if around.sees else None
    tried = bool(refused) or not operation.metadata
    if not tried or not resembles(valid, operation):
        seen = TOOK_ALL if not tried else f"nothing created ({said(valid)})"
        raise Unavailable(seen, valid, blocked_by=f"{operation.id}.accepts")
    marks = _marks(lab, listing, str(valid.item["id"]), row)
    if mark not in marks:
        reason = f"the created object is not in the list with its {row}"
        raise Unavailable(reason, valid, blocked_by=f"{listing.id}.lists_created")
    more = partial(_more, lab, operation, around, before, after)
    return Listed(refused, valid, mark, marks, row, more)


def _more(
    lab: Lab, operation: Operation, around: Around, before: Look | None, after: Look | None
) -> Outcome | None:
    """Return a breach where valid creations leave more than their answers tell of."""

    def again() -> Exchange | None:
        row = row_of(operation, lab.contracts)
        form = _marked(operation, row, smallest(operation), lab.unique())
        exchange = lab.call(operation, lab.provision.fill(form))
        return exchange if resembles(exchange, operation) else None

    if before is None or after is None:
        return None
    return around.more(before, after, again, "a valid creation")


def _one_of_each(operation: Operation, contracts: Contracts) -> list[Violation]:
    """Return a violation of each topic that leaves the metadata alone."""
    found: dict[str, Violation] = {}
    for violation in every(operation):
        if contracts.situation(violation.situation, operation) is None:
            continue
        if operation.metadata not in violation.form and not violation.subject:
            found.setdefault(violation.topic, violation)
    return list(found.values())


def _marked(operation: Operation, row: str, form: object, mark: str) -> dict[str, object]:
    return {**copy(form), row: {MARK: mark} if operation.metadata else mark}


def _marks(lab: Lab, listing: Operation, name: str, row: str) -> Marks:
    """Return the newest objects by their marks. Raises Unavailable."""
    try:
        return _walked(lab, listing, name, row)
    except BadPage as bad:
        reason = f"the list cannot be read: {bad.observed}"
        blocker = f"{listing.id}.lists_created"
        raise Unavailable(reason, bad.exchange, blocked_by=blocker) from None


def _walked(lab: Lab, listing: Operation, name: str, row: str) -> Marks:
    """Return the newest objects by their marks, each with its page. Raises BadPage."""
    found: Marks = {}
    seen = False  # the valid form's object, made last: what was made before it follows
    shelf = Shelf(lab, listing, {}, {})
    for page in shelf.walk(limit=100, pages=_PAGES):
        _take(page, row, found)
        if seen:
            break
        seen = name in {item["id"] for item in data_of(page)}
    if not seen and page.more is True:
        for page in shelf.around(name):
            _take(page, row, found)
    return found


def _take(page: Exchange, row: str, found: Marks) -> None:
    """Add the marked objects of a page. Raises BadPage."""
    for item in data_of(page):
        told = item.get(row)
        mark = told.get(MARK) if isinstance(told, dict) else told
        if isinstance(mark, str):
            found.setdefault(mark, {})[str(item["id"])] = page
