"""Lifecycles: the full matrix of status and operation.

An allowed move changes what it should; a refused one gives the documented refusal and leaves the
object, read again, as it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from contracts import load
from contracts.model import Lifecycle, Operation, Refusal, Resource, Transition
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.echo import compare
from suites.looking.likeness import differing
from suites.looking.say import shown
from suites.unchanged import RESTLESS, STILL, restless, stirs

Seen = tuple[Exchange, Exchange, Exchange]  # the object, the answer, the object afterwards
_RESTLESS = "processing"  # goes on by itself while one looks
_LASTING = ("id", "object", "created", "livemode")  # (G-118)
_RARE = ("payment_intent.increment_authorization",)  # few accounts have it
_SMOKE = ("requires_payment_method", "requires_capture", "succeeded", "unsubmitted", "submitted")


def _cells() -> list[ParameterSet]:
    found = []
    for resource in load().resources:
        life = resource.lifecycle
        for cell in life.transitions if life else ():
            made = load().recipe(resource.name, cell.recipe or cell.state)
            group = cell.operation if made and made.steps else resource.name
            name = _name(resource, cell)
            found.append(
                pytest.param(resource, cell, id=name, marks=pytest.mark.xdist_group(group))
            )
    return found


def _name(resource: Resource, cell: Transition) -> str:
    verb = cell.operation.removeprefix(f"{resource.name}.")
    label = f".{cell.label}" if cell.label else ""
    return f"{resource.name}.{verb}.transition.{cell.state}{label}"


def _in_profile(lab: Lab, cell: Transition) -> bool:
    action = cell.operation.rpartition(".")[2] != "update"
    small = action and cell.level == "must" and not cell.label and not cell.recipe
    small = small and cell.operation not in _RARE
    return lab.profile != "smoke" or (small and cell.state in _SMOKE)


@pytest.mark.parametrize(("resource", "cell"), _cells())
def test_transition(lab: Lab, resource: Resource, cell: Transition) -> None:
    """One cell of the matrix: an object in a state meets an operation."""
    operation = lab.contracts.operation(cell.operation)
    claim = Claim(_name(resource, cell), cell.source, operation.title, cell.level, cell.source)
    life = resource.lifecycle
    names = [claim.id, f"{operation.id}.lasting", f"{operation.id}.copies.acted"]
    if cell.refused is not None and cell.refused.code:
        names.append(f"{operation.id}.response.carried")  # seen nowhere else
    asked = any(lab.judge.asked(name) for name in names)
    if life is None or not asked or not _in_profile(lab, cell):
        return
    try:
        before, ids = _stage(lab, operation, life, cell)
        form = lab.provision.fill(cell.form)
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return
    exchange = lab.call(operation, form, ids)
    if lab.absent(operation, exchange):
        lab.untestable(
            claim, f"the target does not have the operation ({said(exchange)})", exchange
        )
        return
    after = lab.read(operation, ids)
    if after is None or not after.accepted:
        lab.untestable(claim, "the object cannot be read again", exchange)
        return
    seen = before, exchange, after
    wrong = _wrong(lab, life, cell, seen)
    if wrong and _well_refused(cell, exchange) and restless(lambda: lab.read(operation, ids)):
        lab.untestable(claim, RESTLESS, exchange, before, after)
    else:
        lab.held(claim, not wrong, _wanted(life, cell), wrong, exchange, before, after)
    if exchange.accepted and cell.to and any(map(lab.judge.asked, names[1:3])):
        moved = not wrong and before.body.get(life.field) != after.body.get(life.field)
        unearned = "" if moved or stirs(lab, operation) else STILL
        if not differing(before.body, after.body):
            unearned = "nothing of the object changed at all"
        _keeps(lab, operation, seen, unearned)
        _shows(lab, operation, life, seen, unearned)


def _shows(lab: Lab, operation: Operation, life: Lifecycle, seen: Seen, unearned: str) -> None:
    """Judge that an action answers with the object as it then is (G-117).

    What goes on by itself meanwhile, a part that is pending, says nothing; where the state goes
    on, only what is afterwards as it was before does. `unearned` says why it would mean nothing
    that the answer is the object.
    """
    before, exchange, after = seen
    claim = Claim(f"{operation.id}.copies.acted", "G-117", operation.title, "should")
    if operation.kind == "create" or operation.returns != operation.resource:
        return
    names = [name for name in differing(exchange.body, after.body)
             if not any(_pending(answer.body.get(name)) for answer in seen)]  # fmt: skip
    state = exchange.body.get(life.field)
    if state != after.body.get(life.field) or state == _RESTLESS:
        names = [name for name in names if before.body.get(name) == after.body.get(name)]
    if not names and unearned:
        lab.untestable(claim, unearned, exchange, after)
        return
    parts = [f"{name} {shown(exchange.body.get(name))} for {shown(after.body.get(name))}"
             for name in names[:3]]  # fmt: skip
    lab.held(claim, not names, "the object as it is retrieved", ", ".join(parts), exchange, after)


def _pending(value: Any) -> bool:
    return isinstance(value, dict) and value.get("status") == "pending"


def _keeps(lab: Lab, operation: Operation, seen: Seen, unearned: str) -> None:
    """Judge that a move left alone what never changes, in the answer and in the object (G-118).

    `unearned` says why it would mean nothing that it did.
    """
    before, exchange, after = seen
    claim = Claim(f"{operation.id}.lasting", "G-118", operation.title)
    if not lab.judge.asked(claim.id) or operation.returns != operation.resource:
        return
    lost = [(name, answer) for answer in (exchange, after) for name in _LASTING
            if answer.body.get(name) != before.body.get(name)]  # fmt: skip
    if not lost and unearned:
        lab.untestable(claim, unearned, exchange, before)
        return
    name, worst = lost[0] if lost else ("id", exchange)
    lab.held(claim, not lost, f"{name} {shown(before.body.get(name))}",
             f"{name} {shown(worst.body.get(name))}", worst, before)  # fmt: skip


def _stage(
    lab: Lab, operation: Operation, life: Lifecycle, cell: Transition
) -> tuple[Exchange, dict[str, str]]:
    """Return an object that is in the cell's state, as read, and its id in the path.

    Raises Unavailable when none can be had.
    """
    reference = f"{operation.resource}:{cell.recipe or cell.state}!"
    ids = lab.subject(operation, reference, fresh=True)
    before = lab.read(operation, ids)
    if before is None or not before.accepted:
        raise Unavailable(f"the {operation.resource} cannot be read")
    state = before.body.get(life.field)
    if state != cell.state:
        reason = f"the {operation.resource} made for it has {life.field} {shown(state)}"
        raise Unavailable(f"{reason}, not {cell.state}")
    return before, ids


def _wrong(lab: Lab, life: Lifecycle, cell: Transition, seen: Seen) -> str:
    """Return what is not as the cell says, or ""."""
    before, exchange, after = seen
    if exchange.accepted and cell.to:
        return _not_moved(life, cell, exchange, after) or _not_done(lab, cell, exchange, after)
    if exchange.accepted:
        return f"accepted: {said(exchange)}"
    if cell.refused is None:
        return f"refused: {said(exchange)}"
    return _not_refused(cell.refused, exchange) or _moved(life, cell, before, after)


def _wanted(life: Lifecycle, cell: Transition) -> str:
    moved = f"{life.field} {' or '.join(dict.fromkeys(cell.to))}" if cell.to else ""
    moved += "".join(f", {name} {shown(value)}" for name, value in cell.sets.items())
    if moved and cell.form:
        moved += ", what was sent done"
    if cell.refused is None:
        return moved
    parts = [f"status {' or '.join(map(str, cell.refused.status))}"]
    parts += [str(p) for p in (cell.refused.type, cell.refused.code) if p]
    parts += [f"param {cell.refused.param}"] if cell.refused.param else []
    refused = f"a refusal ({', '.join(parts)}) that leaves the object as it was"
    return f"{moved}, or {refused}" if moved else refused


def _not_moved(life: Lifecycle, cell: Transition, exchange: Exchange, after: Exchange) -> str:
    """Return what an accepted move failed to do, in the answer or in the object read again."""
    for name, body in (("the answer", exchange.body), ("the object read again", after.body)):
        state = body.get(life.field)
        if state not in cell.to:
            return f"{name} has {life.field} {shown(state)}"
        for field, value in cell.sets.items():
            cleared = value is None and cell.form.get(field) == "" == body.get(field)  # (G-42)
            if body.get(field) != value and not cleared:
                return f"{name} has {field} {shown(body.get(field))}"
    return ""


def _not_done(lab: Lab, cell: Transition, exchange: Exchange, after: Exchange) -> str:
    """Return what an accepted update did not change, in the answer or in the object read again."""
    operation = lab.contracts.operation(cell.operation)
    if operation.kind != "update":
        return ""
    for name, answer in (("the answer", exchange), ("the object read again", after)):
        differences = compare(operation, lab.contracts, replace(exchange, response=answer.response))
        for difference in differences or ():
            return f"{name} has {difference.path} {difference.seen}, not {difference.sent}"
    return ""


def _not_refused(refused: Refusal, exchange: Exchange) -> str:
    """Return what is not as documented in a refusal."""
    error: dict[str, Any] = exchange.error_body
    wrong = exchange.status not in refused.status
    for part in ("type", "code", "param"):
        wanted = getattr(refused, part)
        wrong = wrong or (wanted is not None and (error.get(part) or "") != wanted)
    return f"refused otherwise: {said(exchange)}" if wrong else ""


def _well_refused(cell: Transition, exchange: Exchange) -> bool:
    """Whether the refusal is as documented, so that only what it left behind can be wrong."""
    if cell.refused is None or not exchange.refused:
        return False
    return not _not_refused(cell.refused, exchange)


def _moved(life: Lifecycle, cell: Transition, before: Exchange, after: Exchange) -> str:
    """Return what a refusal changed although it should not."""
    if cell.leaves:
        state = after.body.get(life.field)
        return "" if state in cell.leaves else f"the object read again has {shown(state)}"
    changed = sorted(
        name
        for name in {*before.body, *after.body}
        if before.body.get(name) != after.body.get(name)
    )
    return f"the refusal changed {', '.join(changed)}" if changed else ""
