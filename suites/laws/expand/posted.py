"""What a POST answers with is expanded as well (G-93, G-86), and else as it is (G-87)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.laws.expand._family import rich
from suites.looking.dig import dig, named
from suites.looking.expansion import (
    PATHS,
    as_read,
    ids_below,
    is_object,
    of_another_time,
    replaced,
    table_of,
    told,
)
from suites.looking.moving import moved
from suites.looking.say import joined, said
from suites.subjects import itself, reader_of_kind

_TRIED = 2  # states in which an object with references is looked for


@dataclass(frozen=True, slots=True)
class Posting:
    """An operation whose answer, as of its `twin`, has ids at some paths, or at none; `likely` that
    they are those of an object with many references, which an update may be sent to again. `state`
    names the object that an action works on where the usual one has no references.
    """

    lab: Lab
    operation: Operation
    twin: Exchange
    paths: list[str]
    likely: bool
    state: str = ""
    untouched: list[dict[str, str]] = field(default_factory=list)  # ids that nothing was done to

    def ids(self) -> dict[str, str]:
        """Return the ids of an object like the one whose answer had the paths. Raises Unavailable.

        What was done to the first one may have used it up.
        """
        if self.untouched:
            return self.untouched.pop()
        if self.likely:
            return rich(self.lab, self.operation)
        return self.lab.subject(self.operation, self.state, fresh=True)


def _about(contracts: Contracts) -> Iterator[Operation]:
    for operation in contracts.operations if contracts.api.expansion is not None else ():
        if (
            operation.method == "POST"
            and not operation.reads
            and operation.expansion
            and table_of(contracts, operation.returns)
        ):
            yield operation


def form_of(lab: Lab, operation: Operation) -> dict[str, Any]:
    """Return a working form whose answer has references. Raises Unavailable."""
    form: dict[str, Any] = lab.provision.fill({**smallest(operation), **operation.rich})
    return form


def _stand(lab: Lab, operation: Operation) -> Posting:
    twin = lab.merit.ready(operation)
    table = table_of(lab.contracts, operation.returns)
    paths = ids_below(twin.item, table)
    likely = not paths and operation.kind == "update" and not operation.rich
    posting = Posting(lab, operation, twin, paths[:PATHS], likely)
    if not paths:
        answer = lab.call(operation, form_of(lab, operation), posting.ids())
        posting = replace(posting, paths=ids_below(answer.item, table)[:PATHS])
    return posting if posting.paths else _elsewhere(posting)


def _elsewhere(posting: Posting) -> Posting:
    """Return an action on an object in another state, whose answer has ids, where one has any.

    Raises Unavailable.
    """
    lab, operation = posting.lab, posting.operation
    for state in _states(lab.contracts, operation):
        ids = lab.subject(operation, state, fresh=True)
        paths = ids_below(lab.call(operation, form_of(lab, operation), ids).item,
                          table_of(lab.contracts, operation.returns))  # fmt: skip
        if paths:
            return replace(posting, paths=paths[:PATHS], state=state)
    return posting


def _states(contracts: Contracts, operation: Operation) -> list[str]:
    """Return what an action can be done to that is nearest to the end of its life: two at most."""
    life = contracts.resource(operation.resource).lifecycle
    if life is None or operation.kind != "action" or not operation.path_parameters:
        return []
    cells = [
        cell
        for cell in life.transitions
        if cell.operation == operation.id and cell.to and not cell.form and not cell.label
    ]
    cells.sort(key=lambda cell: life.states.index(cell.state), reverse=True)
    return [f"{operation.resource}:{cell.recipe or cell.state}!" for cell in cells[:_TRIED]]


POSTED = Family(
    "expand.posted", _about, _stand, order=("posted_unknown", "posted"), stands_on=("kind",)
)


@law(POSTED, clause="G-93")
def posted(posting: Posting) -> Outcome:
    """What a POST answers with is expanded as well. Raises Unavailable where that has no ids."""
    if not posting.paths:
        raise Unavailable("every expandable field of the answer is empty", posting.twin)
    lab, operation = posting.lab, posting.operation
    for _attempt in range(2):  # others may have changed an object meanwhile
        form, ids = form_of(lab, operation), posting.ids()
        answer = lab.call(operation, {**form, operation.expansion: posting.paths}, ids)
        due, seen = _misfit(posting, ids, answer)
        if not seen:
            break
    return held(not seen, due, seen, answer)


def _misfit(posting: Posting, ids: dict[str, str], answer: Exchange) -> tuple[str, str]:
    """Return what is due in an answer, and what else is there, or "".

    Raises Unavailable when the object, another one than that whose answer had the paths, has
    nothing there.
    """
    lab, operation = posting.lab, posting.operation
    after = lab.read(operation, ids or itself(named(answer.item)))
    table = table_of(lab.contracts, operation.returns)
    read = after.item if after is not None and after.accepted else {}
    paths = [path for path in posting.paths if not _empty(read, path)]
    if not paths and answer.accepted:
        raise Unavailable("every field that is expanded is empty", answer)
    for path in paths or posting.paths:
        found = dig(answer.item, path)
        own = dig(read, path)
        name = own if isinstance(own, str) else dig(found, "id")
        if not is_object(found, name):
            return f"{path} is the object {name}", f"{said(answer)}, {told(found)}"
        due, seen = of_another_time(lab, table[path], path, found)
        if seen:
            return due, seen
    alone = [path for path in paths if reader_of_kind(lab.contracts, table[path]) is None]
    again = lab.read(operation, ids or itself(named(answer.item)), alone) if alone else None
    if again is not None and again.accepted:
        for path in alone:
            due, seen = as_read(path, dig(answer.item, path), dig(again.item, path), again)
            if seen:
                return due, seen
    names = _else(posting, paths, answer, read)
    others = f"others: {joined(names, 5)}" if names else ""
    return f"{', '.join(paths)} expanded, and nothing else", others


def _else(
    posting: Posting, paths: list[str], answer: Exchange, read: Mapping[str, Any]
) -> list[str]:
    """Return the names of what else an answer shows otherwise than the object reads (G-87): of one
    whose state goes over into another by itself none.
    """
    contracts, operation = posting.lab.contracts, posting.operation
    plain, life = dict(answer.item), contracts.resource(operation.returns).lifecycle
    if life is not None and plain.get(life.field) in life.restless:
        return []
    for path in paths:
        plain = replaced(plain, path, dig(read, path))
    kind = contracts.resource(operation.returns)
    return [name for name in moved(contracts, kind, plain, read) if name in plain and name in read]


def _empty(item: Mapping[str, Any], path: str) -> bool:
    """Whether an object that was read shows that nothing stands at a path."""
    return bool(item) and dig(item, path) is None
