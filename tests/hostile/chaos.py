"""A target whose answers go wrong at any point: what an honest server says, with parts exchanged.

Everything is asked in this process, without a network. What laws make of such answers is anything
but an exception.
"""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from contracts import load
from contracts.loader import API
from harness.exchange import Exchange, Response
from harness.redaction import Keys
from harness.target import Target
from harness.verdict import Verdict
from sandbox.auth import PUBLISHABLE, SECRET
from suites.asking import selected
from suites.conventions import conventions
from suites.hold import hold
from suites.plan import Group
from suites.worker import Worker
from tests.suites.servers import Call, Reference

STATUSES = (200, 201, 204, 302, 400, 401, 402, 403, 404, 409, 418, 429, 500, 503, 999)
HEADERS = ("content-type", "retry-after", "request-id", "idempotent-replayed", "stripe-version",
           "stripe-should-retry", "content-encoding")  # fmt: skip
# What breaks programs: numbers of any length, times out of reach, texts that no file takes.
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**300, 10**4000, -(10**18), 1e300, float("inf"), 0.5, "", "²", "٣",
    "9" * 4000, "\ud800",
    "\x00", "1e999", "https://[", "http://a:b/%zz", "\u202e", "a" * 3000, "_", "..", "%", "=&[]",
    [], {}, [[]], [{}], [None], {"": ""}, {"id": {}}, {"id": []}, {"object": []}, {"data": {}},
    {"data": [1, None, "x", [], {"id": 5}]}, {"error": []}, {"error": {"type": {}, "param": []}},
    {"a": {"a": {"a": {"a": []}}}}, list(range(200)),
)  # fmt: skip
RAW = (b"", b"null", b"[]", b"1", b'"x"', b"{", b"NaN", b'{"created": NaN}', b"[1e999]",
       b"\xff\xfe",
       b"\xef\xbb\xbf{}", b"[" * 10_000 + b"]" * 10_000, b'{"a":' * 90 + b"1" + b"}" * 90,
       b'{"id": "a", "id": 1, "object": "list", "object": {}}', b"1" * 5_000,
       b'{"data": [' + b"{}," * 500 + b"{}]}", b'{"object": "list", "data": [1], "has_more": true}',
       '{"id": "x"}'.encode("utf-16"))  # fmt: skip


@dataclass(slots=True)
class Trouble:
    """How answers go wrong: which part of them, behind how many honest ones, by which draw."""

    seed: int
    after: int = 0
    rate: float = 0.5
    values: Sequence[Any] = ODD
    texts: Sequence[str] = ("", "x", "²", "0", "-1", "1e9", "é", "9" * 400, "application/json; a")


class Chaotic(Target):
    """Asks a sandbox of its own, and changes what it says."""

    def __init__(self, trouble: Trouble, sink: Callable[[Exchange], None]) -> None:
        super().__init__("http://chaos.invalid", Keys(SECRET, PUBLISHABLE), api_version="v",
                         conventions=conventions(load()), sink=sink)  # fmt: skip
        self.reference = Reference()
        self._trouble_of = trouble
        self._draw = random.Random(trouble.seed)
        self._asked = 0
        self._turn = threading.RLock()

    def twin(self, _name: str) -> Target:
        """Return this one: there is no connection to share."""
        return self

    def send(self, message: Any) -> Exchange:
        """Send one at a time."""
        with self._turn:
            return super().send(message)

    def _ask(self, wire: Any) -> Response:
        url = urlsplit(wire.url)
        headers = {name.lower(): value for name, value in wire.headers.items()}
        answer = self.reference(Call(wire.message.method, url.path, url.query, wire.body, headers))
        self._asked += 1
        told = {name.lower(): value for name, value in answer.headers.items() if value}
        honest = Response(answer.status, {"content-type": "application/json", **told}, answer.body)
        if self._asked <= self._trouble_of.after or self._draw.random() > self._trouble_of.rate:
            return honest
        return self._spoilt(honest)

    def _spoilt(self, honest: Response) -> Response:
        draw, status, headers, body = self._draw, honest.status, dict(honest.headers), honest.body
        what = draw.random()
        if what < 0.1:
            status = draw.choice(STATUSES)
        elif what < 0.2:
            body = draw.choice(RAW)
        elif what < 0.3:
            headers[draw.choice(HEADERS)] = draw.choice(self._trouble_of.texts)
            status = draw.choice((status, status, 429, 503))
        else:
            for _ in range(draw.choice((1, 1, 2, 8))):
                text = json.dumps(self._changed(json.loads(body)))
                body = text.replace("Infinity", "1e999").encode()
        return Response(status, headers, body)

    def _changed(self, value: Any) -> Any:
        """Return a value with one part of it, anywhere, in the place of which there is another."""
        draw = self._draw
        if isinstance(value, dict) and value and draw.random() < 0.85:
            name = draw.choice(list(value))
            if draw.random() < 0.05:
                return {**value, str(draw.choice(self._trouble_of.values)): value[name]}
            return {**value, name: self._changed(value[name])}
        if isinstance(value, list) and value and draw.random() < 0.7:
            place = draw.randrange(len(value))
            return [*value[:place], self._changed(value[place]), *value[place + 1 :]]
        return draw.choice(self._trouble_of.values)


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a group: the exceptions of the suite, verdicts and exchanges."""

    raised: list[Exception]
    verdicts: list[Verdict]
    exchanges: list[Exchange]


def groups() -> tuple[Group, ...]:
    """Return every group of a standard run."""
    return tuple(selected(API, "standard").groups)


def asked(group: Group, trouble: Trouble) -> Came:
    """Return what comes of asking a group of a server in trouble."""
    exchanges: list[Exchange] = []
    raised: list[Exception] = []
    target = Chaotic(trouble, exchanges.append)
    plan = selected(API, "standard").plan
    worker = Worker(target, load(), "standard", "chaos", trouble.seed, watched=plan.watched,
                    told=raised.append)  # fmt: skip
    verdicts = hold(group, worker)
    return Came(raised, verdicts, exchanges)
