"""What contracts lack, told before a run: claims that no target can make testable.

Which these are is seen by letting the groups that could lack something stand, against nobody: each
request is answered by an object, or a list of one. Nothing is known or asked of any target.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from contracts.model import Contracts, Operation
from contracts.naming import answered
from harness.exchange import Exchange, Request, Response
from harness.message import Message
from suites.conventions import conventions
from suites.hold import ask
from suites.looking.pages import UNFILLED
from suites.looking.say import an
from suites.objects.making import unmade
from suites.objects.picking import unowned
from suites.plan import Group, Plan
from suites.worker import Worker

_MOST = 5  # lines
_QUICK = 4_000  # groups that nobody is asked about in a second


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that contracts do not say, and how many claims are untestable without it."""

    says: str  # "ticket.list has no population"
    claims: int

    def line(self) -> str:
        """Return it as it is printed."""
        many = "1 claim" if self.claims == 1 else f"{self.claims} claims"
        return f"{self.says}: {many} will be untestable"


def lacking(plan: Plan, ids: Collection[str] = ()) -> tuple[Lack, ...]:
    """Return what the contracts of a plan lack, what costs most claims first.

    `ids` are the objects that are configured, such as "ticket" or "ticket:open".
    """
    contracts = plan.contracts
    doubts = {o.id: found for o in contracts.operations if (found := _doubts(o, contracts, ids))}
    given = dict.fromkeys(ids, ("given",))
    worker = Worker(_Nobody(contracts), contracts, "standard", "nobody", 0, given)
    lacks: dict[str, str] = {}  # what each claim lacks
    for group in plan.groups:
        for asked in group.asked if doubts else ():
            known = doubts.get(asked.about.operation.id)
            if known:
                lacks |= _untestable(group, worker, known)
                break
    claims: dict[str, set[str]] = defaultdict(set)
    for name, says in {**lacks, **_unshown(plan, lacks)}.items():
        claims[says].add(name)
    every = (Lack(says, len(names)) for says, names in claims.items())
    return tuple(sorted(every, key=lambda lack: (-lack.claims, lack.says)))


def told(plan: Plan, ids: Collection[str] = ()) -> Iterator[str]:
    """Yield what is lacking in a few lines; of very large plans only that something is."""
    if len(plan.groups) > _QUICK:
        doubts = (_doubts(o, plan.contracts, ids) for o in plan.contracts.operations)
        says = {text for found in doubts for text in found.values()}
        if says:
            more = f", and {len(says) - 1} more such gaps" if len(says) > 1 else ""
            yield f"{min(says)}{more}: `assay doctor` counts the claims"
        return
    every = lacking(plan, ids)
    yield from (lack.line() for lack in every[:_MOST])
    rest = every[_MOST:]
    if rest:
        claims = sum(lack.claims for lack in rest)
        yield f"and {len(rest)} more such gaps: {claims} claims; `assay doctor` names them all"


def _doubts(operation: Operation, contracts: Contracts, ids: Collection[str]) -> dict[str, str]:
    """Return what calls of an operation may lack: in a few words, by how a run would tell it."""
    lists = [o for o in contracts.operations if o.kind == "list"
             and o.resource == operation.resource and o.population is None]  # fmt: skip
    found = {UNFILLED: f"{lists[0].id} has no population"} if lists else {}
    for row in (row for row in operation.parameters if row.required and row.references):
        named = row.subject or operation.subject or row.references[0]
        resource, _, state = named.rstrip("!").partition(":")
        for kind, being in {row.references[0]: "default", resource: state or "default"}.items():
            given = kind in ids or f"{kind}:{being}" in ids
            if contracts.recipe(kind, being) is None and not given:
                being_so = "" if being == "default" else f" ({being})"
                says = f"no recipe makes {an(kind)}{being_so}"
                found |= {unmade(kind, being): says, unowned(kind): says}
    return found


def _untestable(group: Group, worker: Worker, known: Mapping[str, str]) -> dict[str, str]:
    """Return the claims of a group that lack something known, each with what it is."""
    found = {}
    for verdict in ask(group, worker).verdicts:
        says = next((says for text, says in known.items() if text in verdict.message), "")
        if verdict.status == "not_testable" and says:
            found[verdict.id] = says
    return found


def _unshown(plan: Plan, lacks: Mapping[str, str]) -> dict[str, str]:
    """Return the claims of exchanges that nothing shows, since all others of the operation lack
    something.
    """
    asked: dict[str, set[str]] = defaultdict(set)
    for group in plan.groups:
        for one in group.asked:
            asked[one.about.operation.id].add(one.claim.id)
    return {
        one.claim.id: lacks[min(names)]
        for operation, names in asked.items()
        if names <= lacks.keys()
        for one in plan.watched.get(operation, ())
    }


@dataclass(slots=True)
class _Nobody:
    """Answers each request with an object of the kind that it is about, and keeps nothing."""

    contracts: Contracts
    has_publishable: bool = True
    _count: Iterator[int] = field(default_factory=lambda: count(1))

    def send(self, message: Message) -> Exchange:
        """Return an exchange that nobody has seen."""
        number, api = next(self._count), self.contracts.by(message.operation).api
        known = {operation.id for operation in self.contracts.operations}
        operation = (
            self.contracts.operation(message.operation) if message.operation in known else None
        )
        body = json.dumps(self._body(operation, number)).encode()
        status = (api.success.of(operation.kind) if operation else ()) or (200,)
        request = Request(
            message.method, message.path.partition("?")[0], "", "", {}, message.key,
            about=message.about, reading=message.reading,
        )  # fmt: skip
        response = Response(status[0], {"content-type": "application/json"}, body)
        return Exchange(
            f"nobody-{number}", message.operation, request, response, 0.0, 0.0, "", message.group,
            message.setup, conventions(self.contracts).of(message.operation),
        )  # fmt: skip

    def _body(self, operation: Operation | None, number: int) -> Mapping[str, Any]:
        api = self.contracts.of(operation).api
        item: dict[str, Any] = {answered(api.object.id, api.names.answered): f"nobody{number}"}
        if operation is None or not operation.many:
            return item
        return {api.list.items or "items": [item]}

    def twin(self, name: str) -> _Nobody:  # noqa: ARG002 - as every sender has it
        """Return itself."""
        return self
