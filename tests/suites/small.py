"""A plan of a few made-up laws, and a target that answers by a function: no server is needed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from contracts import load
from harness.exchange import Exchange, Request, Response
from harness.message import Message
from harness.verdict import Verdict
from suites.hold import hold
from suites.law import Law, Profile
from suites.plan import Plan, make
from suites.worker import Worker

Respond = Callable[[Message], tuple[int, Any]]


@dataclass
class Spoken:
    """A target that answers by a function and remembers what it was asked."""

    respond: Respond
    sent: list[Message] = field(default_factory=list)
    has_publishable: bool = False

    def send(self, message: Message) -> Exchange:
        self.sent.append(message)
        status, body = self.respond(message)
        name = f"m-{len(self.sent)}"
        response = Response(status, {}, json.dumps(body).encode()) if status else None
        return Exchange(
            name, message.operation, Request(message.method, message.path), response, 0.0, 0.0,
            "" if status else "connection: lost", message.group, message.setup,
        )  # fmt: skip

    def twin(self, _name: str) -> Spoken:
        return self


def everything(_message: Message) -> tuple[int, Any]:
    """Answer every request with an empty object."""
    return 200, {}


def plan_of(*laws: Law, profile: Profile = "standard") -> Plan:
    """Return the plan of some laws on the built-in contracts."""
    return make(load(), laws, {}, profile)


def verdicts(
    plan: Plan, respond: Respond = everything, groups: Iterable[str] = ()
) -> tuple[list[Verdict], Spoken]:
    """Return what the groups of a plan find, all or those named, and what was sent for it."""
    target, wanted = Spoken(respond), set(groups)
    worker = Worker(target, load(), "standard", "r1", watched=plan.watched)
    found: list[Verdict] = []
    for group in plan.groups:
        if not wanted or group.id in wanted:
            found += hold(group, worker)
    return found, target
