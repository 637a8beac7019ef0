"""The system under test, reached over HTTP and nothing else.

Everything that comes back is hostile: redirects are not followed (a key must never travel to
another host), bodies are cut, and slow answers have a deadline. An exchange holds what was
answered, secrets included: who writes it down leaves them out (`harness/redaction.py`). Trouble
with the network is recorded in the exchange, never raised.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import quote

from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3 import BaseHTTPResponse

from harness import mishaps
from harness.answering import UNASKED, Answering
from harness.conventions import PLAIN, Conventions
from harness.exchange import Exchange, Request, Response
from harness.heading import headers_of, key_of, recorded
from harness.holding import Holding
from harness.keeping import Keeping, Line
from harness.measure import crowded, kept
from harness.message import Message, written
from harness.mishaps import OVER
from harness.pacing import Pace, retry_after
from harness.pulse import Pulse
from harness.redaction import Keys
from harness.writing import USUAL

MAX_BYTES = 4 * 1024 * 1024
_CUT = 64 * 1024  # bytes that are kept of a body beyond the limit: a run has thousands of them
_SENT = 1_000_000  # characters of a request: longer ones are made of what a server says
_START = 1_000  # characters that are kept of one that is not sent
TOO_MUCH = "the request would be longer than what is sent of one; the server's own words make it so"
_BLOCK = 64 * 1024
_LOOKS = 2  # requests that opened before and are refused now: the key is, and not what was asked
_PATH = "/%:@!$&'()*+,;=~"  # what a path may hold as it is; % of what is encoded already


@dataclass(frozen=True, slots=True)
class _Wire:
    """A message as it goes over the wire, keys included, and the request that is recorded."""

    message: Message
    request: Request
    url: str
    body: str
    headers: dict[str, str]
    names: Conventions


class Target:
    """One server under test. Not safe to share between threads: a worker has its own, and each
    thread of a worker a twin.

    `timeout` is in seconds, for connecting and for the whole answer; `pace` says when it may send;
    `sink` is called with every exchange; `name` starts the ids of the exchanges; `ca_bundle` is a
    PEM file of the authorities whose certificates are trusted, instead of the usual ones;
    `conventions` name the headers that are sent, and say how every exchange is read; nothing is
    sent once it is `ends`, in unix time, and with `read_only` nothing that may write.
    """

    def __init__(
        self,
        base_url: str,
        keys: Keys,
        *,
        api_version: str,
        conventions: Conventions = PLAIN,
        timeout: float = 10.0,
        max_bytes: int = MAX_BYTES,
        retries: int = 2,
        pace: Pace | None = None,
        ca_bundle: str | None = None,
        sink: Callable[[Exchange], None] | None = None,
        name: str = "m",
        ends: float | None = None,
        read_only: bool = False,
    ) -> None:
        self.base_url = base_url.rstrip("/").removesuffix(conventions.beginning)
        self._keys = keys
        self._version = api_version
        self._conventions = conventions
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._retries = retries
        self._pace = pace or Pace(None)
        self._sink = sink
        self._ends = ends
        self._gate = threading.Lock()  # twins share the sink, which is made for one thread
        self.name = name
        self._count = itertools.count(1)
        self._ca_bundle, self._read_only = ca_bundle, read_only
        self._keeping, self._answering, self._holding = Keeping(), Answering(), Holding()
        authorities = ca_bundle or DEFAULT_CA_BUNDLE_PATH
        self._line = Line(self._keeping, authorities, read_only=read_only, passage=keys.passage)
        self._pulse = Pulse(self._answers)
        self._admitted: _Wire | None = None  # the last request to read that the key opened
        self._control: _Wire | None = None  # the last request to read that was answered

    def send(self, message: Message) -> Exchange:
        """Send one request and return the exchange; never raises for network trouble."""
        wire = self._wire(message)
        if self._ends is not None and time.time() >= self._ends:
            self.halt(OVER)
        if self.stopped:
            exchange = self._lost(wire, f"connection: {self.stopped}")
        elif len(wire.url) + len(wire.body) > _SENT:
            exchange = self._lost(_without(wire), f"connection: {TOO_MUCH}")
        elif self._answering.hopeless(message.operation, wire.request):
            exchange = self._answering.unheard(self._lost(wire, UNASKED), 0)
        else:
            exchange = self._attempts(wire)
            if self._shut_out(exchange, wire):
                exchange = self._lost(wire, f"connection: {self.stopped}")
            self._pulse.saw(exchange)
        if self._sink:
            with self._gate:
                self._sink(exchange)
        self._holding.add(exchange)
        return exchange

    def _wire(self, message: Message) -> _Wire:
        """Return a message as it goes over the wire, and as it is recorded."""
        bare, _, inline = message.path.partition("?")
        bare = quote(bare, safe=_PATH, errors="backslashreplace")  # ids are what a server says
        bare = bare if bare.startswith("/") else f"/{bare}"  # the key goes to this host alone
        names = self._conventions.of(message.operation, message.method, bare)
        text, body = written(message, inline, names.writing)
        headers = headers_of(message, self._keys, self._version, names)
        known = message.key in ("secret", "publishable", "none")
        scheme, usual = names.sending.of(message.auth), None
        if not names.writing.usual:
            usual = written(message, inline, USUAL)
        request = Request(
            method=message.method,
            path=bare,
            query=text,
            body=body,
            headers=recorded(headers, names, self._keys.passage.names),
            key=message.key if known else "other",
            auth=scheme,
            made_up="" if known else message.key,
            place=names.sending.place(scheme),
            beginning=names.beginning,
            ending=names.ending,
            usual_query=usual and usual[0],
            usual_body=usual and usual[1],
            about=message.about,
            reading=message.reading,
        )
        text, body = self._keyed(message, names, scheme, text, body)
        url = f"{self.base_url}{names.beginning}{bare}{names.ending}" + (f"?{text}" if text else "")
        return _Wire(message, request, url, body, headers, names)

    def _keyed(
        self, message: Message, names: Conventions, scheme: str, query: str, body: str
    ) -> tuple[str, str]:
        """Return a query and a body with the key, where it is sent in a field."""
        key, sending = key_of(message, self._keys), names.sending
        pair = sending.field(key, scheme, "form")
        if message.method == "GET":
            query, pair = "&".join(filter(None, (query, pair))), ""
        pairs = (query, sending.field(key, scheme, "query")), (body, pair)
        texts = ["&".join(filter(None, pair)) for pair in pairs]
        return texts[0], texts[1]

    def twin(self, name: str) -> Self:
        """Return another connection to the same server for another thread.

        Pace and sink are shared; `name` is added to the ids of its exchanges.
        """
        found = type(self)(
            self.base_url, self._keys, api_version=self._version, conventions=self._conventions,
            timeout=self._timeout, max_bytes=self._max_bytes, retries=self._retries,
            pace=self._pace, sink=self._sink, name=f"{self.name}-{name}",
            ca_bundle=self._ca_bundle, ends=self._ends, read_only=self._read_only,
        )  # fmt: skip
        found._gate = self._gate
        found._answering, found._holding = self._answering, self._holding
        found._keeping = found._line.keeping = self._keeping
        return found

    @property
    def stopped(self) -> str:
        """Where the target stopped answering, "" while it answers; nothing is sent after that."""
        return self._pulse.stopped

    def halt(self, why: str) -> None:
        """Send nothing more, though the server answers: `stopped` says why."""
        self._pulse.stopped = self._pulse.stopped or why

    @property
    def has_publishable(self) -> bool:
        """Whether a publishable key was given."""
        return bool(self._keys.publishable)

    def close(self) -> None:
        """Close the connections."""
        self._line.close()

    def _attempts(self, wire: _Wire) -> Exchange:
        """Send, and again after a 429 (always) or a lost connection (when repeating is safe)."""
        attempt = losses = 0
        reused = False
        while True:
            self._pace.wait()
            exchange = self._once(wire)
            attempt += 1
            if exchange.response is not None:
                if reused and losses:
                    self._keeping.stale()
                if exchange.status != 429 or attempt > self._retries:
                    if wire.message.reads:
                        self._control = wire
                    return self._answering.heard(exchange)
                time.sleep(retry_after(exchange, attempt))
                continue
            reused = reused or self._line.reused
            witnessed = self._witnessed(exchange)
            losses += witnessed
            if attempt > self._retries or not self._again(exchange, wire):
                if reused and not wire.message.repeatable:
                    self._keeping.stale()  # perhaps it was: nobody may find out
                return self._answering.unheard(exchange, losses)
            time.sleep(0.0 if witnessed else 0.1 * attempt)
            self._line.anew()

    def _shut_out(self, exchange: Exchange, wire: _Wire) -> bool:
        """Whether the key, which was accepted before, is refused from now on, whatever is asked."""
        message = wire.message
        usual = wire.request.auth == wire.names.sending.scheme
        if message.key != "secret" or not usual or message.headers:
            return False
        if exchange.accepted and message.reads:
            self._admitted = wire
        if not _shut(exchange) or self._admitted is None:
            return False
        again = (self._once(self._admitted) for _ in range(_LOOKS))
        if any(not _shut(found) for found in again):
            return False
        self.halt(
            f"the target refuses the API key since {message.method} {wire.request.path} "
            f"({exchange.id}), and accepted it before"
        )
        return True

    def _lost(self, wire: _Wire, why: str) -> Exchange:
        return self._exchange(wire, None, time.time(), 0.0, why)

    def _again(self, exchange: Exchange, wire: _Wire) -> bool:
        """Whether a request that was lost may be sent again."""
        lost = exchange.error.startswith("connection") and wire.message.repeatable
        return lost and not self._answering.deaf(exchange.operation, exchange.request)

    def _witnessed(self, exchange: Exchange) -> bool:
        """Whether a control request is answered after one that was lost, on its own connection."""
        self._line.anew()
        return bool(exchange.operation) and self._answers()

    def _answers(self) -> bool:
        """Whether anything at all is answered: what was answered before, or one without a key."""
        plain = self._wire(Message("GET", "/", key="none"))
        return any(self._once(wire).response for wire in (self._control, plain) if wire)

    def _once(self, wire: _Wire) -> Exchange:
        started, clock = time.time(), time.perf_counter()
        response, error = None, ""
        try:
            response = _marked(self._ask(wire), wire.names)
        except Exception as trouble:  # noqa: BLE001 - a traceback from here would show the key
            error = self._trouble(trouble)
        return self._exchange(wire, response, started, time.perf_counter() - clock, error)

    def _exchange(
        self, wire: _Wire, response: Response | None, started: float, seconds: float, error: str
    ) -> Exchange:
        message = wire.message
        return Exchange(
            f"{self.name}-{next(self._count):06d}", message.operation, wire.request, response,
            started, seconds, error, message.group, message.setup, wire.names,
        )  # fmt: skip

    def _trouble(self, trouble: Exception) -> str:
        if mishaps.timed_out(trouble):
            return f"timeout: no complete answer within {self._timeout:g} s"
        return f"connection: {mishaps.words(trouble)}"

    def _ask(self, wire: _Wire) -> Response:
        method, headers, body = wire.message.method, dict(wire.headers), None
        if self._keeping.off:
            headers["Connection"] = "close"
        if method != "GET":
            body = wire.body.encode()
            headers["Content-Length"] = str(len(body))
        answer = self._line.send(method, wire.url, body, headers, self._timeout)
        whole = False
        try:
            data, cut = self._read(answer)
            whole = not cut
        finally:
            if whole and not self._keeping.off:
                answer.release_conn()
            else:
                answer.close()
        return Response(answer.status, _lower(kept(answer.headers)), data, truncated=cut)

    def _read(self, answer: BaseHTTPResponse) -> tuple[bytes, bool]:
        """Return the body, or the start of one beyond the limits, and whether it is cut."""
        found = bytearray()
        while len(found) <= self._max_bytes:
            block = answer.read1(_BLOCK, decode_content=False)
            if not block:
                cut = crowded(found)
                return bytes(found[:_CUT] if cut else found), cut
            found += block
        return bytes(found[: min(self._max_bytes, _CUT)]), True


def _marked(response: Response, names: Conventions) -> Response:
    """Return a response, marked where its body says that it refuses."""
    refusing = names.refusal is not None and names.refuses(response.json())
    return replace(response, refusing=True) if refusing else response


def _shut(exchange: Exchange) -> bool:
    """Whether an answer is one to a key that is not known."""
    return exchange.refused and exchange.conventions.shuts(exchange.status, exchange.code)


def _without(wire: _Wire) -> _Wire:
    """Return a request that is not sent, with the start of what it would say."""
    sent = wire.request
    short = replace(sent, path=sent.path[:_START], query=sent.query[:_START],
                    body=sent.body[:_START])  # fmt: skip
    return replace(wire, request=short)


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers, names in lower case."""
    return {name.lower(): value for name, value in headers.items()}
