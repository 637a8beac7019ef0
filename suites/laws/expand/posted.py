"""What a POST answers with is expanded as well (G-93, G-86)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    ids_below,
    is_object,
    of_another_time,
    table_of,
    told,
)
from suites.looking.say import said


@dataclass(frozen=True, slots=True)
class Posting:
    """A form whose answer has ids at some paths, and the ids of the object it is sent to."""

    lab: Lab
    operation: Operation
    form: dict[str, Any]
    ids: dict[str, str]
    paths: list[str]


def _about(contracts: Contracts) -> Iterator[Operation]:
    for operation in contracts.operations if contracts.api.expansion is not None else ():
        if operation.method == "POST" and table_of(contracts, operation.returns):
            yield operation


def _form(lab: Lab, operation: Operation) -> dict[str, Any]:
    """Return a working form whose answer has references. Raises Unavailable."""
    form: dict[str, Any] = lab.provision.fill({**smallest(operation), **operation.rich})
    return form


def _stand(lab: Lab, operation: Operation) -> Posting:
    twin = lab.merit.ready(operation)
    table = table_of(lab.contracts, operation.returns)
    paths = ids_below(twin.item, table)
    form, ids = _form(lab, operation), lab.subject(operation, fresh=True)
    if not paths and operation.kind == "update" and not operation.rich:
        ids = rich(lab, operation)
    if not paths:
        paths = ids_below(lab.call(operation, form, ids).item, table)
    if not paths:
        raise Unavailable("every expandable field of the answer is empty", twin)
    return Posting(lab, operation, form, ids, paths[:PATHS])


POSTED = Family("expand.posted", _about, _stand)


@law(POSTED, clause="G-93")
def posted(posting: Posting) -> Outcome:
    """What a POST answers with is expanded as well."""
    lab, operation = posting.lab, posting.operation
    form, ids = posting.form, posting.ids
    for attempt in range(2):  # others may have changed an object meanwhile
        if attempt:
            form, ids = _form(lab, operation), lab.subject(operation, fresh=True)
        answer = lab.call(operation, {**form, "expand": posting.paths}, ids)
        due, seen = _misfit(posting, ids, answer)
        if not seen:
            break
    return held(not seen, due, seen, answer)


def _misfit(posting: Posting, ids: dict[str, str], answer: Exchange) -> tuple[str, str]:
    """Return what is due in an answer, and what else is there, or ""."""
    lab, operation, paths = posting.lab, posting.operation, posting.paths
    after = lab.read(operation, ids or {"id": named(answer.item)})
    table = table_of(lab.contracts, operation.returns)
    for path in paths:
        found = dig(answer.item, path)
        read = dig(after.item, path) if after is not None else None
        name = read if isinstance(read, str) else dig(found, "id")
        if not is_object(found, name):
            return f"{path} is the object {name}", f"{said(answer)}, {told(found)}"
        due, seen = of_another_time(lab, table[path], path, found)
        if seen:
            return due, seen
    return f"{', '.join(paths)} expanded", ""
