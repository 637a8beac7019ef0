"""What of a move, or of its refusal, is not as a cell of the matrix says."""

from __future__ import annotations

from dataclasses import replace

from contracts.model import Contracts, Lifecycle, Refusal, Transition
from harness.exchange import Exchange
from suites.looking.echo import compare
from suites.looking.likeness import differing
from suites.looking.say import said, shown


def shortcoming(
    contracts: Contracts, life: Lifecycle, cell: Transition,
    before: Exchange, answer: Exchange, after: Exchange,
) -> str:  # fmt: skip
    """Return what is not as the cell says, or ""."""
    if answer.accepted and cell.to:
        undone = _not_moved(life, cell, answer, after)
        return undone or _not_done(contracts, cell, answer, after)
    if answer.accepted:
        return f"accepted: {said(answer)}"
    if cell.refused is None:
        return f"refused: {said(answer)}"
    return _not_refused(cell.refused, answer) or _moved(life, cell, before, after)


def wanted(life: Lifecycle, cell: Transition) -> str:
    """Return in words what a cell promises."""
    moved = f"{life.field} {' or '.join(dict.fromkeys(cell.to))}" if cell.to else ""
    moved += "".join(f", {name} {shown(value)}" for name, value in cell.sets.items())
    if moved and cell.form:
        moved += ", what was sent done"
    if cell.refused is None:
        return moved
    statuses = " or ".join(map(str, cell.refused.status))
    parts = [f"status {statuses}"] if statuses else []
    parts += [str(p) for p in (cell.refused.type, cell.refused.code) if p]
    parts += [f"param {cell.refused.param}"] if cell.refused.param else []
    told = f" ({', '.join(parts)})" if parts else ""
    refused = f"a refusal{told} that leaves the object as it was"
    return f"{moved}, or {refused}" if moved else refused


def well_refused(cell: Transition, answer: Exchange) -> bool:
    """Whether a refusal is as documented, so that only what it left behind can be wrong."""
    if cell.refused is None or not answer.refused:
        return False
    return not _not_refused(cell.refused, answer)


def _not_moved(life: Lifecycle, cell: Transition, answer: Exchange, after: Exchange) -> str:
    """Return what an accepted move failed to do, in the answer or in the object read again."""
    for name, item in (("the answer", answer.item), ("the object read again", after.item)):
        state = item.get(life.field)
        if state not in cell.to:
            return f"{name} has {life.field} {shown(state)}"
        for field, value in cell.sets.items():
            cleared = value is None and cell.form.get(field) == "" == item.get(field)  # (G-42)
            if item.get(field) != value and not cleared:
                return f"{name} has {field} {shown(item[field])}" if field in item else (
                    f"{field} missing in {name}")  # fmt: skip
    return ""


def _not_done(contracts: Contracts, cell: Transition, answer: Exchange, after: Exchange) -> str:
    """Return what an accepted update did not change, in the answer or in the object read again."""
    operation = contracts.operation(cell.operation)
    if operation.kind != "update":
        return ""
    for name, shows in (("the answer", answer), ("the object read again", after)):
        differences = compare(operation, contracts, replace(answer, response=shows.response))
        for difference in (d for d in differences or () if not d.probe):
            return f"{name} has {difference.path} {difference.seen}, not {difference.sent}"
    return ""


def _not_refused(refused: Refusal, answer: Exchange) -> str:
    """Return what is not as documented in a refusal."""
    error = answer.error_body
    wrong = bool(refused.status) and answer.status not in refused.status
    for part in ("type", "code", "param"):
        due = getattr(refused, part)
        seen = answer.code if part == "code" else error.get(part) or ""  # a code may be a number
        wrong = wrong or (due is not None and seen != due)
    return f"refused otherwise: {said(answer)}" if wrong else ""


def _moved(life: Lifecycle, cell: Transition, before: Exchange, after: Exchange) -> str:
    """Return what a refusal changed although it should not."""
    if cell.leaves:
        state = after.item.get(life.field)
        return "" if state in cell.leaves else f"the object read again has {shown(state)}"
    changed = differing(before.item, after.item)
    return f"the refusal changed {', '.join(changed)}" if changed else ""
