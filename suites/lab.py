"""The bench that a group works at: it sends, has objects made, reads, and watches every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from contracts.model import Api, Contracts, Operation
from harness.exchange import Exchange
from harness.message import Message
from harness.writing import USUAL
from suites.conventions import conventions
from suites.displaced import Displaced
from suites.during import During
from suites.guard import Guarded, Sender
from suites.law import About, Profile, Unavailable
from suites.looking.dig import named
from suites.looking.routing import about, filled, placed, slotted
from suites.looking.say import said
from suites.merit import Merit
from suites.nowhere import unrouted
from suites.objects.otherwise import Otherwise
from suites.objects.picking import Picking, above
from suites.objects.provision import Provisioner
from suites.subjects import names_alike, reader_of
from suites.watch import Watch
from suites.worker import Worker

_NAMED = 2  # fields of an answer that names an object: its id, by our name and the API's
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
        self.target = Guarded(worker.target, worker.owned)
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
        self.watch = Watch(self.contracts, self.merit, worker.origins, worker.watched)

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
        rest = self._told(rest)
        known, key = self._known(rest).idempotency, rest.get("idempotency_key")
        if known is not None and known.row and key is not None:
            rest |= {"form": {**rest.get("form", {}), known.row: key}, "idempotency_key": None}
        return Message(method, path, group=self.group, setup=self.during.setup, **rest)

    def _told(self, rest: dict[str, Any]) -> dict[str, Any]:
        """Return the parts of a message with what its operation says of it."""
        name = rest.get("operation", "")
        operation = self.contracts.operation(name) if name else None
        if operation is None or (operation.method == "GET" and not operation.slots):
            return rest
        known = conventions(self.contracts).of(operation.id).writing if operation.slots else USUAL
        return {**rest, **about(operation, rest, known)}

    def _known(self, rest: Mapping[str, Any]) -> Api:
        """Return the conventions of a request."""
        name = rest.get("operation", "")
        return self.contracts.of(self.contracts.operation(name)).api if name else self.contracts.api

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
        path = filled(operation.path, dict(ids))
        rest |= placed(operation, {**slotted(operation, ids), **form}, rest)
        exchange = self.ask(operation.method, path, operation=operation.id, **rest)
        if operation.kind == "create" and exchange.accepted and named(exchange.item):
            self.provision.saw(named(exchange.item), path, form)
        exchange = self._read_back(exchange, operation, ids or {})
        self.examine(exchange, operation)
        self.settle(exchange, operation, ids or {})
        self.otherwise.saw(operation, form, exchange)
        return exchange

    def _read_back(
        self, exchange: Exchange, operation: Operation, ids: Mapping[str, str]
    ) -> Exchange:
        """Return an answer with the object that it is about, where the API shows none in it."""
        reader = self.reader(operation) if self._hides(operation) else None
        name = named(exchange.item) or next(reversed(list(ids.values())), "")
        if reader is None or not exchange.accepted or exchange.response is None or not name:
            return exchange
        own = {**ids, reader.path_parameters[-1].name: name}
        asked = placed(reader, slotted(reader, own))
        with self.standing():
            found = self.ask(reader.method, filled(reader.path, own), operation=reader.id, **asked)
        shown = exchange.response.reading(found.json) if found.accepted else exchange.response
        return replace(exchange, response=shown)

    def _hides(self, operation: Operation) -> bool:
        """Whether an operation's answer does not show the object that it is about."""
        place = operation.stands or self.contracts.of(operation).api.object.stands
        return place == "absent" and operation.shape == "object" and not operation.reads

    def _complete(self, operation: Operation, ids: Mapping[str, str]) -> Mapping[str, str]:
        """Return ids for all places in a path: what a creation stands below is set-up."""
        if all(row.name in ids for row in operation.path_parameters):
            return ids
        with self.standing():
            return {**self.subject(operation, fresh=False, stays=True), **ids}

    def examine(self, exchange: Exchange, operation: Operation) -> None:
        """Let the laws of exchanges look at an answer, and learn from it.

        One that was not read back shows no object: what was sent at once is such.
        """
        if self._hides(operation) and exchange.accepted and len(exchange.item) <= _NAMED:
            return
        self.provision.given.saw(exchange)
        if exchange.accepted and operation.kind in ("update", "replace"):
            self.provision.moved(exchange.request.named[-1])
        wrong = self.during.wrong or exchange.request.key in _NO_KEYS
        for name in self.worker.origins.saw(exchange, operation, wrong=wrong):
            self.provision.forget(name)
        self.merit.saw(exchange, operation)
        self.watch.saw(exchange, operation, wrong=wrong)

    def right(self, items: Iterable[dict[str, Any]], operation: Operation) -> list[dict[str, Any]]:
        """Return the objects of an operation's answer that no wrong request made or changed."""
        strange = self.worker.origins.strange
        return [item for item in items if not strange(item, operation.returns)]

    def settle(self, exchange: Exchange, operation: Operation, ids: Mapping[str, str]) -> None:
        """Let the object of an action, or of a deletion, not be the one that is changed next."""
        if exchange.accepted and operation.kind in ("action", "delete"):
            self.spent(ids)
        if exchange.accepted and operation.kind == "delete" and ids:
            self.provision.lose(list(ids.values())[-1])

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
        sent = {} if method == "GET" and not form else {"form": form}
        if operation is not None and (form or method != "GET"):
            sent = placed(operation, form)
        with self.standing():
            exchange = self.ask(method, path, operation=operation.id if operation else "", **sent)
        if operation is not None:
            exchange = self._read_back(exchange, operation, {})
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

    def read(self, operation: Operation, ids: Mapping[str, str]) -> Exchange | None:
        """Retrieve the object that an operation changes, if the contracts know how.

        Raises Unavailable when the target does not have that operation.
        """
        retrieve = self.reader(operation)
        if retrieve is None or not ids:
            return None
        found = self.call(retrieve, {}, self._own(retrieve, operation, ids))
        if self.merit.absent(retrieve, found) and unrouted(self, retrieve, found):
            reason = f"{retrieve.title} is not there ({said(found)})"
            raise Unavailable(reason, found, blocked_by=retrieve.title)
        return found

    def _own(
        self, retrieve: Operation, operation: Operation, ids: Mapping[str, str]
    ) -> dict[str, str]:
        """Return the ids in the path of a retrieval. Raises Unavailable when one is not known."""
        rows = retrieve.path_parameters
        if len(rows) == 1:
            same = [row.name for row in operation.path_parameters if names_alike(row, rows[0])]
            known = [ids[name] for name in same if name in ids]
            return {rows[0].name: known[-1] if known else next(iter(ids.values()))}
        own = list(ids.values())[-1]
        found = {row.name: ids.get(row.name) or above(self.provision, retrieve, row, own)
                 for row in rows[:-1]}  # fmt: skip
        if not all(found.values()):
            reason = f"nobody knows all the ids in the path of {retrieve.title}"
            raise Unavailable(reason)
        return {**found, rows[-1].name: ids.get(rows[-1].name, own)}

    def reader(self, operation: Operation) -> Operation | None:
        """Return the operation that retrieves what `operation` is about."""
        return reader_of(self.contracts, operation)

    def close(self) -> None:
        """Close the connections of this group's own threads, and let others have its objects."""
        self._displaced.restore()
        self.provision.release()
        for sender in self._senders.values():
            getattr(sender, "close", lambda: None)()
