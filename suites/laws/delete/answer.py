"""A deletion answers as its operation says: with nothing, with the object, or with what is left."""

from __future__ import annotations

from contracts.model import Contracts, Operation, Resource
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, broken, held, law
from suites.laws.delete._family import DELETED, Deletion, documented
from suites.looking.dig import dig, named
from suites.looking.likeness import differing
from suites.looking.moving import free
from suites.looking.say import shown


def _said(operation: Operation, _contracts: Contracts) -> bool:
    return operation.shape != "any"


@law(DELETED, clause="", each=documented, where=_said, taking=True)
def answer(deletion: Deletion) -> Outcome:
    """A deletion answers as its operation says."""
    done = deletion.done()
    judge = {"empty": _empty, "stub": _stub}.get(deletion.operation.shape, _object)
    return judge(deletion, done)


def _empty(_deletion: Deletion, done: Exchange) -> Outcome:
    body = done.response.body.strip() if done.response else b""
    return held(not body, "an empty answer", f"{len(body)} bytes", done)


def _stub(deletion: Deletion, done: Exchange) -> Outcome:
    """Judge that what is left names the object, and says that it is gone where a field does."""
    flag = deletion.lab.contracts.api.object.deleted
    name, gone = named(done.item), dig(done.item, flag) if flag else True
    wanted = f"id {deletion.name}" + (f", {flag} true" if flag else "")
    seen = f"id {shown(name)}" + (f", {flag} {shown(gone)}" if flag else "")
    return held(name == deletion.name and gone is True, wanted, seen, done)


def _object(deletion: Deletion, done: Exchange) -> Outcome:
    """Judge that the object is shown as it was, but for what the deletion itself changes."""
    before = deletion.before.read
    if named(done.item) != deletion.name:
        return broken(f"id {deletion.name}", f"id {shown(named(done.item))}", done)
    if before is None or not before.accepted:
        raise Unavailable("the object cannot be read", *filter(None, [before]))
    contracts = deletion.lab.contracts
    api, resource = contracts.api, contracts.resource(deletion.operation.returns)
    told = {api.object.deleted, deletion.operation.afterwards.partition(".")[0]}
    excused = (
        free(contracts, resource, updated=True) | told | _telling(resource, deletion.operation)
    )
    wrong = [name for name in differing(before.item, done.item) if name not in excused]
    return held(not wrong, "the object as it was", f"changed: {', '.join(wrong)}", done, before)


def _telling(resource: Resource, operation: Operation) -> set[str]:
    """Return the fields that may say, too, that an object is gone which still stands there: those
    of a few values, and times.
    """
    if operation.afterwards in ("", "absent"):
        return set()
    return {f.name for f in resource.fields if f.enum or f.format == "timestamp"}
