"""The way of a request: keys, route, idempotency, decode, validate, behave, render or refuse, send.

Each step is an attribute, a seam: a fault wraps exactly one of them (`sandbox/seams/`).
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.errors import blamed, declared_by
from contracts.model import Contracts, Operation
from sandbox import wire
from sandbox.atomic import unchanged
from sandbox.auth import KeyRing, admit, presented
from sandbox.call import Behaviour, Call
from sandbox.decode import Raw, check, decode
from sandbox.errors import ApiError, Dropped, missing_parameter
from sandbox.expand import check_paths, expand
from sandbox.idempotency import Memory, check_length, misformed, named_key
from sandbox.lists import without_link
from sandbox.multipart import readable
from sandbox.naming import by_ids
from sandbox.ordinary import beside, ordinary
from sandbox.registry import Registry, Seed, check_titles, declared
from sandbox.router import Router, unrouted
from sandbox.shaping import shaped
from sandbox.standing import standing
from sandbox.store import Object, Store, new_id
from sandbox.validate import Table
from sandbox.ways import Way, Ways

_log = logging.getLogger("sandbox")
_NAMED = re.compile(r"\{[^}]*\}")
_REFERENCES = ("unknown_reference",)  # what says that ids of nothing are refused in a form


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: status, extra headers, JSON bytes."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Route:
    """What a path leads to: an operation of the contracts, or a neighbour (operation None)."""

    title: str
    operation: Operation | None
    table: Table | None
    behave: Behaviour


class Service:
    """The reference server without its transport. Single-threaded: one request at a time."""

    def __init__(self, contracts: Contracts, keys: KeyRing) -> None:
        self.contracts = contracts
        self.declared = declared(contracts.root)
        self.ways = Ways(contracts)
        self.headers = wire.headers(contracts.api)  # of the package's own conventions
        self.keys = keys
        self.store = Store()
        self.memory = Memory()
        self.router = _routes(contracts, self.declared)
        self.decode: Callable[[str], Raw] = decode
        self.validate: Callable[[Route, Raw], dict[str, Any]] = self._validate
        self.transition: Callable[[Route, Call], Object] = self._transition
        self.render: Callable[[Call, Object], Object] = expand
        self.admit: Callable[[str, Operation | None], None] = admit
        self.refuse: Callable[[str, str, ApiError], tuple[int, Object]] = self._refuse
        self.send: Callable[[str, str, Reply], Reply] = _send
        self.ids: dict[str, list[str]] = {}
        for seed in self.declared.seeds:
            for name, found in self._seeded(seed).items():
                self.ids.setdefault(name, []).extend(found)
        self.ids |= standing(self.store, contracts, self.declared)

    def _seeded(self, seed: Seed) -> dict[str, list[str]]:
        """Return the ids of what a seed makes. Raises ContractError."""
        try:
            found: object = seed(self.store, self.contracts)
        except Exception as trouble:
            raise blamed(self.contracts.root, trouble) or trouble from trouble
        if not isinstance(found, dict) or not all(isinstance(ids, list) for ids in found.values()):
            reason = 'a seed returns lists of ids by "resource:state"'
            raise declared_by(self.contracts.root, seed, reason)
        return found

    def known(self) -> dict[str, tuple[str, ...]]:
        """Return the ids that are there by "resource", and by "resource:state" those of the seeds.

        A resource that is not among them is looked up by nobody: any id of it is taken at its word.
        """
        listed = {o.returns for o in self.contracts.operations if o.kind == "list"}
        kinds = sorted(self.declared.kept | listed | set(self.store.kinds()))
        there = {kind: tuple(item["id"] for item in self.store.all(kind)) for kind in kinds}
        return {**there, **{name: tuple(ids) for name, ids in self.ids.items()}}

    def handle(
        self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes
    ) -> Reply:
        """Answer one request. Raises Dropped when it is not to be answered."""
        way = self.ways.of(self.router, method, path)
        named, api = way.headers, way.contracts.api
        reply = {named.request_id: new_id(wire.request_prefix(api), 14)}
        version = headers.get(named.version) or way.contracts.api_version
        reply[named.version] = version if version.isprintable() and version.isascii() else ""
        try:
            found = self._answer(way, method, path, query, headers, body, reply)
        except ApiError as refusal:
            if refusal.status == 405:
                reply["allow"] = ", ".join(self.router.methods(wire.bare(api, path)))
            found = self._refused(way, method, path, refusal, reply)
        except Dropped:
            raise
        except Exception:  # noqa: BLE001 - a bug here is a logged 500, as on any server
            _log.exception("%s %s failed", method, path)
            broken = ApiError(500, "An unknown error occurred.", type="api_error")
            found = _reply(500, broken.body(api), reply)
        found.headers.pop("", None)  # what a header is for that the API does not have
        return self.send(method, path, found)

    def _answer(  # the order of the steps is the order in which the API complains
        self,
        way: Way,
        method: str,
        path: str,
        query: str,
        headers: Mapping[str, str],
        body: bytes,
        reply: dict[str, str],
    ) -> Reply:
        api, named = way.contracts.api, way.headers
        key_of = presented(api, headers, query, body)
        kind = self.keys.kind(key_of.header) if api.auth.schemes else "secret"
        bare = wire.bare(api, path)
        if not bare:
            raise unrouted(method, path)
        route, ids = self.router.find(method, bare)
        self.admit(kind, route.operation)
        kind_of = headers.get("content-type", "")
        form = readable(kind_of, key_of.form) if method != "GET" else b""
        text = way.dialect.usual(route.operation, _join(key_of.query, form))
        check(text)
        writes = method == "POST" and not (route.operation and route.operation.reads)
        key = named_key(way, headers, text) if writes else None
        if key is not None and misformed(key, route.operation, way.contracts):
            key = None  # its row says how that is refused
        if key is not None:
            reply[named.idempotency_key] = key[:255] if named.idempotency_key else ""
            with self._settling(route):
                check_length(key, api)
                known = self.memory.recall(key, (method, path, text))
            if known is not None:
                return Reply(known[0], {**reply, named.replayed: "true"}, known[1])
        call = self._call(way, route, method, path, ids, text, kind, headers)
        try:
            made = self.render(call, self.transition(route, call))
            status = wire.status(api, route.operation)
            told = self._beside(call, self._told(way, route, made))
            answer = _reply(status, wire.done(api, status, told), reply)
        except ApiError as refusal:
            if refusal.status != 402:
                raise
            answer = self._refused(way, method, path, refusal, reply)
        if key is not None:
            self.memory.keep(key, (method, path, text), (answer.status, answer.body))
        return answer

    def _told(self, way: Way, route: Route, found: Object) -> Any:
        """Return what an operation answers with, as the API has it; None where that is nothing."""
        empty = route.operation is not None and route.operation.shape == "empty"
        if empty and "error" not in found:
            return None
        return shaped(way.contracts, route.operation, found)

    def _beside(self, call: Call, body: Any) -> Any:
        """Return a body with the rows that no table lists, where the API keeps or names them."""
        way = call.contracts.api.unknown
        if not call.strange or not isinstance(body, dict) or way not in ("kept", "reported"):
            return body
        return {**body, **(call.strange if way == "kept" else {"unknown": sorted(call.strange)})}

    def _call(
        self, way: Way, route: Route, method: str, path: str, ids: dict[str, str], text: str,
        kind: str, headers: Mapping[str, str],
    ) -> Call:  # fmt: skip
        raw = self.decode(without_link(text)) | _headed(route.operation, headers)
        ids = {**by_ids(self.store, route.operation, ids), **self._slotted(route, raw)}
        known = {row.name for row in route.operation.sent} if route.operation else raw
        strange = {name: value for name, value in raw.items() if name not in known}
        params = self._params(route, raw, ids)
        asked = params.get("expand") or []
        return Call(
            method, path, ids, params, self.store, way.contracts, self.declared,
            route.operation, kind,
            tuple(x for x in asked if isinstance(x, str)) if isinstance(asked, list) else (),
            query=text, strange=strange, raw=raw,
        )  # fmt: skip

    def _slotted(self, route: Route, raw: Raw) -> dict[str, str]:
        """Take the ids of what is asked about out of a form. Raises ApiError for one that lacks."""
        slots = route.operation.slots if route.operation else ()
        for name in slots:
            if not isinstance(raw.get(name), str) or not raw[name]:
                with self._settling(route):
                    raise missing_parameter(name)
        return {name: raw.pop(name) for name in slots}

    def _refuse(self, method: str, path: str, refusal: ApiError) -> tuple[int, Object]:
        contracts = self.contracts.of(refusal.operation)
        if refusal.operation is None:
            contracts = self.ways.of(self.router, method, path).contracts
        refusal.settle(contracts)
        return refusal.status, {"error": refusal.attributes(contracts.api)}

    def _refused(
        self, way: Way, method: str, path: str, refusal: ApiError, headers: dict[str, str]
    ) -> Reply:
        """Return a refusal as the API tells it: until here its parts have the sandbox's names."""
        status, told = self.refuse(method, path, refusal)
        error = dict(told["error"]) if isinstance(told.get("error"), dict) else None
        if error is None or way.ordinary:
            return _reply(status, told, headers)
        if isinstance(error.get("param"), str):
            error["param"] = way.dialect.spelled(refusal.operation, error["param"])
        return _reply(status, wire.refused(way.contracts.api, error), headers)

    @contextlib.contextmanager
    def _settling(self, route: Route) -> Iterator[None]:
        """Let what is refused be refused as the API does that."""
        try:
            yield
        except ApiError as refusal:
            refusal.operation = route.operation
            refusal.settle(self.contracts.of(route.operation))
            raise

    def _params(self, route: Route, raw: Raw, ids: dict[str, str]) -> dict[str, Any]:
        """Return typed parameters. Raises ApiError."""
        try:
            return self.validate(route, raw)
        except ApiError as refusal:
            if not refusal.situation.startswith("unknown"):  # which comes before the rest (G-36)
                with self._settling(route):
                    self._locate(route, ids)
            raise

    def _locate(self, route: Route, ids: dict[str, str]) -> None:
        """Raise the 404 of an id in the path that names nothing (G-48): no form mends that."""
        for row in route.operation.path_parameters if route.operation else ():
            looked_up = [k for k in row.references if self.contracts.described(k)]
            if looked_up and self.store.find(ids[row.name]) is None:
                raise self.store.missing(looked_up[0], ids[row.name], row.name)

    def _validate(self, route: Route, raw: Raw) -> dict[str, Any]:
        with self._settling(route):
            return raw if route.table is None else route.table.read(raw, self.store)

    def _transition(self, route: Route, call: Call) -> Object:
        with self._settling(route):
            check_paths(call)
            reads = route.operation.reads if route.operation else call.method == "GET"
            with unchanged(self.store, () if reads else call.ids.values()):
                return route.behave(call)


def _send(_method: str, _path: str, reply: Reply) -> Reply:
    return reply


def _headed(operation: Operation | None, headers: Mapping[str, str]) -> Raw:
    """Return the rows of an operation that are sent as headers."""
    rows = operation.sent if operation is not None else ()
    headed = (row.name for row in rows if row.location == "header")
    return {name: headers[name.lower()] for name in headed if name.lower() in headers}


def _join(query: str, body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    return f"{query}&{text}" if query and text else query or text


def _reply(status: int, body: Any, headers: dict[str, str]) -> Reply:
    if body is None:
        return Reply(status, {**headers, "content-type": ""}, b"")
    data = json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()
    return Reply(status, headers, data)


def _routes(contracts: Contracts, own: Registry) -> Router:
    router = Router()
    check_titles(contracts, own)
    known = {_bare(operation.title) for operation in contracts.operations}
    same = {_of_client(o): o.title for o in contracts.operations if o.sdk_path}
    lenient = {_bare(title): behave for title, behave in own.neighbours.items()}
    theirs = {o.returns for o in contracts.operations if _bare(o.title) in lenient}
    for operation in contracts.operations:
        neighbour = lenient.pop(_bare(operation.title), None)
        acts = (operation.title, same.get(_bare(operation.title), ""))
        written = next((own.behaviours[t] for t in acts if t in own.behaviours), None)
        among = operation.returns in theirs
        behave = written or (beside(neighbour, operation) if among else ordinary(operation))
        under = contracts.of(operation)
        kept = _kept(under) if (theirs or not own.kept) and written is None else frozenset()
        table = Table(operation, under.api, own, kept)
        route = Route(operation.title, operation, table, behave)
        router.add(operation.title, route)
        if operation.sdk_path and _of_client(operation) not in known:
            router.add(operation.title, route, operation.sdk_path)
    for title, behave in own.neighbours.items():
        if _bare(title) in lenient:
            router.add(title, Route(title, None, None, behave))
    return router


def _of_client(operation: Operation) -> str:
    """Return the title of an operation where the official client sends it, without names."""
    return _bare(f"{operation.method} {operation.sdk_path}")


def _bare(title: str) -> str:
    """Return a title without the names of the ids in its path."""
    return _NAMED.sub("{}", title)


def _kept(contracts: Contracts) -> frozenset[str]:
    """Return the kinds of which ids of nothing are refused, where its conventions refuse any.

    They are those that tables make, where the package says nothing else of what it keeps.
    """
    if not any(contracts.situation(name) for name in _REFERENCES):
        return frozenset()
    return frozenset(o.returns for o in contracts.operations if o.kind == "create")
