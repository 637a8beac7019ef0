"""What an action does to metadata is what an update does to it (G-97 to G-99)."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import resembles
from suites.looking.say import shown
from suites.scope import marked, operations

BEFORE = {"assay_a": "1", "assay_b": "2", "assay_c": "3"}
SENT = {"assay_a": "", "assay_b": "9", "assay_d": "x"}
AFTER = {"assay_b": "9", "assay_c": "3", "assay_d": "x"}
Answers = tuple[Exchange, Exchange]  # the action's, and the object read again


def _takes(operation: Operation) -> bool:
    return operation.kind == "action" and any(row.name == "metadata" for row in operation.sent)


@pytest.mark.parametrize("operation", operations(_takes))
def test_action(lab: Lab, operation: Operation) -> None:
    """Metadata that comes with an action is merged key by key; empty deletes a key, or all."""
    row = next(row for row in operation.sent if row.name == "metadata")
    rules: list[tuple[Any, dict[str, str]]] = [
        (SENT, {"merge": "G-98", "delete_key": "G-99"}),
        *([("", {"delete_all": "G-99"})] if row.clearable else []),
    ]
    for value, names in rules if lab.profile != "smoke" else ():
        claims = {n: Claim(f"{operation.id}.metadata.{n}", c, operation.title)
                  for n, c in names.items()}  # fmt: skip
        if not any(lab.judge.asked(claim.id) for claim in claims.values()):
            continue
        try:
            answers = _done(lab, operation, value)
        except Unavailable as reason:
            for claim in claims.values():
                lab.untestable(claim, str(reason))
            continue
        for name, claim in claims.items():
            wrong = next((a for a in answers if not _fits(name, _metadata(a))), None)
            due = "none of the keys it had" if name == "delete_all" else shown(AFTER)
            seen = wrong or answers[0]
            lab.held(claim, wrong is None, f"metadata: {due}", shown(_metadata(seen)), seen,
                     *answers)  # fmt: skip


def _metadata(answer: Exchange) -> dict[str, Any]:
    found = answer.body.get("metadata")
    return found if isinstance(found, dict) else {}


def _fits(name: str, own: dict[str, Any]) -> bool:
    if name == "delete_all":
        return not own
    if name == "delete_key":
        return "assay_a" not in own
    return all(own.get(key) == text for key, text in AFTER.items())


def _done(lab: Lab, operation: Operation, value: Any) -> Answers:
    """Return the answer of an action to an object with metadata, and the object then.

    Raises Unavailable.
    """
    update = next(filter(marked, lab.contracts.resource(operation.resource).operations), None)
    if update is None:
        raise Unavailable("no update gives the object metadata")
    ids = lab.subject(operation, fresh=True)
    name = next(iter(ids.values()))
    lab.call(update, {"metadata": BEFORE}, {update.path_parameters[0].name: name})
    before = lab.read(operation, ids)
    if before is None or not _metadata(before).items() >= BEFORE.items():
        raise Unavailable("metadata that an update set is not there to be changed")
    form = lab.provision.fill(smallest(operation))
    answer = lab.call(operation, {**form, "metadata": value}, ids)
    after = lab.read(operation, ids)
    if not resembles(answer, operation) or after is None or not after.accepted:
        raise Unavailable(f"the action was not accepted ({said(answer)})")
    return answer, after
