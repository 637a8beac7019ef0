"""A refused creation leaves no object behind (G-30)."""

from __future__ import annotations

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import Violation, smallest, violations
from strategies.paths import copy
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import resembles
from suites.looking.pages import BadPage, Shelf, data_of
from suites.looking.say import joined
from suites.scope import operations

MARK = "assay_refused"  # the key of the metadata that tells these objects from all others
_PAGES = 3  # of 100 objects: others may create some meanwhile


def _marks(operation: Operation) -> bool:
    named = any(row.name == "metadata" for row in operation.sent)
    return operation.kind == "create" and named


def _one_of_each(operation: Operation) -> list[Violation]:
    """Return a violation of each topic that leaves the metadata alone."""
    found: dict[str, Violation] = {}
    for violation in violations(operation):
        if "metadata" not in violation.form and not violation.subject:
            found.setdefault(violation.topic, violation)
    return list(found.values())


@pytest.mark.parametrize("operation", operations(_marks))
def test_nothing_is_created(lab: Lab, operation: Operation) -> None:
    """Broken forms and a valid one carry a mark each: only the valid one's is listed, once."""
    line = f"L{operation.source[0] + 1}"  # the sentence below the path
    nothing = Claim(f"{operation.id}.rejections.nothing_created", "G-30", operation.title)
    one = Claim(f"{operation.id}.makes.one", line, operation.title, "must", line)
    found = lab.contracts.resource(operation.resource).operations
    listing = next((o for o in found if o.kind == "list" and not o.path_parameters), None)
    claims = [claim for claim in (nothing, one) if lab.judge.asked(claim.id)]
    if listing is None or lab.profile == "smoke" or not claims:
        return
    reason = lab.ready(operation) or lab.ready(listing)
    try:
        if not reason:
            _judge(lab, nothing, one, operation, listing)
    except Unavailable as lacking:
        reason = str(lacking)
    except BadPage as bad:
        reason = f"the list cannot be read: {bad.observed}"
    for claim in claims if reason else ():
        lab.untestable(claim, reason)


def _judge(
    lab: Lab, nothing: Claim, one: Claim, operation: Operation, listing: Operation
) -> None:  # fmt: skip
    """Record the verdicts. Raises Unavailable, BadPage."""
    refused, mark = {}, lab.provision.unique()
    for violation in _one_of_each(operation):
        name = f"{mark}.{violation.topic}"
        exchange = lab.call(operation, lab.provision.fill(_marked(violation.form, name)))
        if exchange.refused:
            refused[name] = exchange
    valid = lab.call(operation, lab.provision.fill(_marked(smallest(operation), mark)))
    if not refused or not resembles(valid, operation):
        seen = "no broken form was refused" if not refused else f"nothing created ({said(valid)})"
        raise Unavailable(seen)
    marks = _listed(lab, listing, str(valid.body["id"]))
    if mark not in marks:
        raise Unavailable("the created object is not in the list with its metadata")
    left = sorted(marks.keys() & refused.keys())
    if left:
        page = next(iter(marks[left[0]].values()))
        lab.broken(nothing, "only the valid form's object in the list",
                   f"an object with the metadata of a refused form, status {page.status}",
                   refused[left[0]], page)  # fmt: skip
    else:
        lab.passed(nothing, *marks[mark].values(), *refused.values())
    lab.held(one, len(marks[mark]) == 1, "one object of one request",
             f"{len(marks[mark])} with its metadata: {joined(sorted(marks[mark]), 3)}",
             valid, *marks[mark].values())  # fmt: skip


def _marked(form: object, mark: str) -> dict[str, object]:
    return {**copy(form), "metadata": {MARK: mark}}


def _listed(lab: Lab, listing: Operation, name: str) -> dict[str, dict[str, Exchange]]:
    """Return the newest objects by their marks, each with its page. Raises BadPage."""
    found: dict[str, dict[str, Exchange]] = {}
    seen = False  # the valid form's object, made last: what was made before it follows
    for page in Shelf(lab, listing, {}, {}).walk(limit=100, pages=_PAGES):
        for item in data_of(page):
            metadata = item.get("metadata")
            mark = metadata.get(MARK) if isinstance(metadata, dict) else None
            if isinstance(mark, str):
                found.setdefault(mark, {})[str(item["id"])] = page
        if seen:
            break
        seen = name in {item["id"] for item in data_of(page)}
    return found
