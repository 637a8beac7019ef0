"""The bench that a group works at: it sends, has objects made, reads, and watches every answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.message import Message
from suites.addressing import addressed
from suites.displaced import Displaced
from suites.during import During
from suites.guard import Guarded, Sender
from suites.heed import Heed
from suites.law import About, Profile
from suites.looking.dig import named
from suites.looking.routing import filled, placed, slotted
from suites.merit import Merit
from suites.objects.otherwise import Otherwise
from suites.objects.picking import Picking
from suites.objects.provision import Provisioner
from suites.retrieving import Retrieving
from suites.spelling import spelled
from suites.watch import Watch
from suites.worker import Worker


class Lab:
    """Sends requests of the contracts to one target, in the name of one group.

    `turn` counts how often the group was asked before, `about` is what its claims are about.
    """

    def __init__(
        self, worker: Worker, group: str, turn: int = 0, about: Sequence[About] = ()
    ) -> None:
        self.worker = worker
        self.group = group
        self.about = tuple(about)  # what the claims of the group are about
        self.target = Guarded(worker.target, worker.owned, worker.written)
        self.contracts: Contracts = worker.contracts.of(about[0].operation if about else None)
        self.profile: Profile = worker.profile
        self.seed = worker.seed
        self.told = worker.told
        self.read_only = worker.read_only
        self.sent = 0  # messages that were made for it
        self._turn = turn
        self._mark = worker.mark(group, turn)
        self._counted = [0, 0]  # unique texts: those that were asked with, those of set-up
        self.during = during = During()
        self.standing, self.wrongly = during.standing, during.wrongly
        self.hearing, self.noting = during.hearing, during.noting
        self._senders: dict[str, Sender] = {}
        self._displaced = Displaced(self)
        self.provision = Provisioner(
            self._set_up, self.contracts, worker.stock, self.unique, self.standing,
            worker.owned.allow, read_only=worker.read_only,
        )  # fmt: skip
        self.merit = Merit(self, worker.learnt)
        self.otherwise = Otherwise(self, worker.learnt)
        self.watch = Watch(
            self.contracts,
            self.merit,
            worker.origins,
            worker.firsts,
            worker.written,
            worker.watched,
        )
        heed = Heed(self)
        self.examine, self.settle, self.spent = heed.examine, heed.settle, heed.spent
        self.right = heed.right
        self._retrieving = retrieving = Retrieving(self)
        self.read, self.reader, self.hides = retrieving.read, retrieving.reader, retrieving.hides

    @property
    def has_publishable(self) -> bool:
        """Whether a publishable key was given."""
        return self.target.has_publishable

    def unique(self) -> str:
        """Return a text that no other value of this run equals; it depends on the group alone.

        Set-up has texts of its own: how much of it is needed depends on what was made before.
        """
        setup = self.during.setup
        self._counted[setup] += 1
        return f"{self._mark}{'s' if setup else 'x'}{self._counted[setup]}"

    # -- sending -----------------------------------------------------------------------------

    def message(self, method: str, path: str, **rest: Any) -> Message:
        """Return a request in the name of this group."""
        self.sent += 1
        rest = addressed(self.contracts, rest)
        return Message(method, path, group=self.group, setup=self.during.setup, **rest)

    def ask(self, method: str, path: str, **rest: Any) -> Exchange:
        """Send a request that need not be one of the contracts' operations; nothing watches it."""
        message = self.message(method, path, **rest)
        self._displaced.before(message)
        exchange = self.target.send(message)
        self.during.asked(exchange)
        return exchange

    def call(
        self,
        operation: Operation,
        form: Mapping[str, Any],
        ids: Mapping[str, str] | None = None,
        **rest: Any,
    ) -> Exchange:
        """Send a form to an operation, watch the answer and return the exchange."""
        form = self.otherwise.form(operation, form, ids or {})
        ids = self._complete(operation, ids or {})
        path = filled(operation.path, spelled(self, operation, ids))
        rest |= placed(operation, {**slotted(operation, ids), **form}, rest)
        exchange = self.ask(operation.method, path, operation=operation.id, **rest)
        if operation.kind == "create" and exchange.accepted and named(exchange.item):
            self.provision.saw(named(exchange.item), path, form)
        exchange = self._retrieving.back(exchange, operation, ids or {})
        self.examine(exchange, operation)
        self.settle(exchange, operation, ids or {})
        self.otherwise.saw(operation, form, exchange)
        return exchange

    def _complete(self, operation: Operation, ids: Mapping[str, str]) -> Mapping[str, str]:
        """Return ids for all places in a path: what a creation stands below is set-up."""
        if all(row.name in ids for row in operation.path_parameters):
            return ids
        with self.standing():
            return {**self.subject(operation, fresh=False, stays=True), **ids}

    def twin_sender(self, name: str) -> Sender:
        """Return the connection of that name, for a thread of its own.

        What it sends is not watched: `examine` is called where the threads have met again.
        """
        if name not in self._senders:
            turn = f"-{self._turn}" if self._turn else ""
            self._senders[name] = self.target.twin(f"{name}-{self.group}{turn}")
        return self._senders[name]

    def _set_up(self, method: str, path: str, form: Mapping[str, Any]) -> Exchange:
        operation = self.route(method, path)
        sent = {} if method == "GET" and not form else {"form": form}
        if operation is not None and (form or method != "GET"):
            sent = placed(operation, form)
        with self.standing():
            exchange = self.ask(method, path, operation=operation.id if operation else "", **sent)
        if operation is not None:
            exchange = self._retrieving.back(exchange, operation, {})
        self.during.made(exchange)
        if operation is not None:
            self.examine(exchange, operation)
        return exchange

    def route(self, method: str, path: str) -> Operation | None:
        """Return the operation of the contracts that a request belongs to."""
        return self.worker.router.find(method, path)

    # -- objects -----------------------------------------------------------------------------

    def subject(
        self, operation: Operation, reference: str = "", *, fresh: bool, stays: bool = False,
        any_state: bool = False,
    ) -> dict[str, str]:  # fmt: skip
        """Return values for the ids in an operation's path. Raises Unavailable.

        `reference` ("resource:state") overrides the subject of the contract; unless `fresh`, an
        object is reused. `stays` says that nothing is going to change it, `any_state` that what
        this group has used up will do: of what was configured one is enough for it.
        """
        picking = Picking(self.provision, self.merit, operation)
        wanted = reference or self.otherwise.subject(operation)
        found = picking.ids(wanted, fresh=fresh, stays=stays, any_state=any_state)
        self.otherwise.took(operation, reference, found)
        return found

    def renew(self, operation: Operation) -> None:
        """Let the next object in an operation's path be one that nothing was done to yet."""
        own = self.otherwise.subject(operation) or operation.subject
        for row in operation.path_parameters:
            named = own or next(iter(row.references), "")
            if named:
                self.provision.renew(named.rstrip("!"))

    def close(self) -> None:
        """Close the connections of this group's own threads, and let others have its objects."""
        self._displaced.restore()
        self.provision.release()
        for sender in self._senders.values():
            getattr(sender, "close", lambda: None)()
