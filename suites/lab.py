"""The bench that a group works at: it sends, has objects made, reads, and watches every answer."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.message import Message
from suites.law import About, Profile, Unavailable
from suites.looking.routing import filled
from suites.merit import Merit
from suites.objects.provision import Provisioner
from suites.watch import Watch
from suites.worker import Sender, Worker

_NO_KEYS = ("none", "other")  # keys that no request is accepted with


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
        self.target = worker.target
        self.contracts: Contracts = worker.contracts
        self.profile: Profile = worker.profile
        self.seed = worker.seed
        self.told = worker.told
        self.sent = 0  # messages that were made for it
        self._turn = turn
        self._mark = worker.mark(group, turn)
        self._counted = [0, 0]  # unique texts: those that were asked with, those of set-up
        self._standing = 0
        self._wrong = 0
        self._senders: dict[str, Sender] = {}
        self._notes: list[Exchange] | None = None
        self._heard: list[Exchange] = []
        self.provision = Provisioner(
            self._set_up, self.contracts, worker.stock, self.unique, self.standing
        )  # fmt: skip
        self.merit = Merit(self, worker.learnt)
        self.watch = Watch(self.contracts, self.merit, worker.origins, worker.watched)

    @property
    def has_publishable(self) -> bool:
        """Whether a publishable key was given."""
        return self.target.has_publishable

    def unique(self) -> str:
        """Return a text that no other value of this run equals; it depends on the group alone.

        Set-up has texts of its own: how much of it is needed depends on what was made before.
        """
        setup = self._standing > 0
        self._counted[setup] += 1
        return f"{self._mark}{'s' if setup else 'x'}{self._counted[setup]}"

    # -- sending -----------------------------------------------------------------------------

    @contextlib.contextmanager
    def standing(self) -> Iterator[None]:
        """Mark what is sent meanwhile as set-up: it makes, or looks at, what claims stand on."""
        self._standing += 1
        try:
            yield
        finally:
            self._standing -= 1

    @contextlib.contextmanager
    def wrongly(self, really: bool = True) -> Iterator[None]:
        """Mark what is sent meanwhile as wrong: to be refused, or no client's, or a tool's.

        Where it is accepted, neither the answer nor what it made is held against other laws.
        """
        self._wrong += really
        try:
            yield
        finally:
            self._wrong -= really

    def message(self, method: str, path: str, **rest: Any) -> Message:
        """Return a request in the name of this group."""
        self.sent += 1
        return Message(method, path, group=self.group, setup=self._standing > 0, **rest)

    def ask(self, method: str, path: str, **rest: Any) -> Exchange:
        """Send a request that need not be one of the contracts' operations; nothing watches it."""
        exchange = self.target.send(self.message(method, path, **rest))
        if not self._standing:
            self._heard.append(exchange)
        return exchange

    @contextlib.contextmanager
    def hearing(self) -> Iterator[list[Exchange]]:
        """Yield a list of what is asked meanwhile and is no set-up: a law looks at it."""
        self._heard = []
        yield self._heard

    def call(
        self,
        operation: Operation,
        form: Mapping[str, Any],
        ids: Mapping[str, str] | None = None,
        **rest: Any,
    ) -> Exchange:
        """Send a form to an operation, watch the answer and return the exchange."""
        path = filled(operation.path, dict(ids or {}))
        if operation.method == "GET":
            rest["query"] = {**form, **rest.get("query", {})}
        else:
            rest["form"] = form
        exchange = self.ask(operation.method, path, operation=operation.id, **rest)
        self.examine(exchange, operation)
        self.settle(exchange, operation, ids or {})
        return exchange

    def examine(self, exchange: Exchange, operation: Operation) -> None:
        """Let the laws of exchanges look at an answer, and learn from it."""
        self.provision.given.saw(exchange)
        if exchange.accepted and operation.kind == "update":
            self.provision.moved(exchange.request.path.rpartition("/")[2])
        wrong = self._wrong > 0 or exchange.request.key in _NO_KEYS
        for name in self.worker.origins.saw(exchange, operation, wrong=wrong):
            self.provision.forget(name)
        self.merit.saw(exchange, operation)
        self.watch.saw(exchange, operation, wrong=wrong)

    def right(self, items: Iterable[dict[str, Any]], operation: Operation) -> list[dict[str, Any]]:
        """Return the objects of an operation's answer that no wrong request made or changed."""
        strange = self.worker.origins.strange
        return [item for item in items if not strange(item, operation.returns)]

    def settle(self, exchange: Exchange, operation: Operation, ids: Mapping[str, str]) -> None:
        """Let the object that an action was done to not be the one that is changed next."""
        if exchange.accepted and operation.kind == "action":
            self.spent(ids)

    def spent(self, ids: Mapping[str, str]) -> None:
        """Let the objects of a path, to which something was done, not be used again."""
        for value in ids.values():
            self.provision.forget(value)
            self.provision.given.doubt(value)

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
        sent = {"form": form} if method == "POST" else {}
        with self.standing():
            exchange = self.ask(method, path, operation=operation.id if operation else "", **sent)
        if self._notes is not None:
            self._notes.append(exchange)
        if operation is not None:
            self.examine(exchange, operation)
        return exchange

    @contextlib.contextmanager
    def noting(self) -> Iterator[list[Exchange]]:
        """Yield a list of the set-up calls made meanwhile: a walk is repeated with them."""
        found: list[Exchange] = []
        outer, self._notes = self._notes, found
        try:
            yield found
        finally:
            self._notes = outer

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
        found = {}
        for row in operation.path_parameters:
            wanted = reference or operation.subject or row.references[0]
            resource, _, state = wanted.rstrip("!").partition(":")
            once = wanted.endswith("!")
            wasted = self.provision.given.wasted.get(f"{resource}:{state or 'default'}", "")
            if any_state and wasted:
                found[row.name] = wasted
                continue
            scarce = once and not reference and self._scarce(operation, resource, state)
            if scarce and (worn := self._worn(operation, row.name, resource, state)):
                found[row.name] = worn
                continue
            again = "!" if once and fresh else ""
            text = f"@{resource}:{state or 'default'}{again}"
            changing = operation.method == "POST"
            if changing and not self.provision.owned(text):
                reason = f"no {resource} that this run may change; configure the id of one"
                raise Unavailable(reason)
            found[row.name] = self.provision.obtain(text, changing=changing, stays=stays)
        return found

    def _scarce(self, operation: Operation, resource: str, state: str) -> bool:
        """Whether an action uses up an object that was configured, and that no call makes."""
        given = self.provision.given
        return operation.kind == "action" and bool(given.ids(resource, state or "default"))

    def _worn(self, operation: Operation, row: str, resource: str, state: str) -> str:
        """Return an object that is used up already where this target takes the action again."""
        worn = self.provision.given.worn(resource, state or "default")
        return worn if worn and self.merit.repeats(operation, {row: worn}) else ""

    def renew(self, operation: Operation) -> None:
        """Let the next object in an operation's path be one that nothing was done to yet."""
        for row in operation.path_parameters:
            self.provision.renew((operation.subject or row.references[0]).rstrip("!"))

    def read(self, operation: Operation, ids: Mapping[str, str]) -> Exchange | None:
        """Retrieve the object that an operation changes, if the contracts know how."""
        retrieve = self.reader(operation)
        if retrieve is None or not ids:
            return None
        value = next(iter(ids.values()))
        return self.call(retrieve, {}, {retrieve.path_parameters[0].name: value})

    def reader(self, operation: Operation) -> Operation | None:
        """Return the operation that retrieves what `operation` is about."""
        return reader_of(self.contracts, operation)

    def close(self) -> None:
        """Close the connections of this group's own threads, and let others have its objects."""
        self.provision.release()
        for sender in self._senders.values():
            getattr(sender, "close", lambda: None)()


def reader_of(contracts: Contracts, operation: Operation) -> Operation | None:
    """Return the operation that retrieves what `operation` is about, if there is one."""
    found = contracts.resource(operation.resource).operations
    return next((o for o in found if o.kind == "retrieve"), None)


def lister_of(contracts: Contracts, operation: Operation) -> Operation | None:
    """Return the list, without an id in its path, of what `operation` is about."""
    found = contracts.resource(operation.resource).operations
    return next((o for o in found if o.kind == "list" and not o.path_parameters), None)
