"""The system under test, reached over HTTP and nothing else.

Everything that comes back is hostile: redirects are not followed (a key must never travel to
another host), bodies are cut, slow answers have a deadline, and the key is scrubbed from what is
recorded. Trouble with the network is recorded in the exchange, never raised.
"""

from __future__ import annotations

import base64
import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import requests
from requests.structures import CaseInsensitiveDict

from harness import mishaps
from harness.encoding import Arrays, encode
from harness.exchange import Exchange, Request, Response
from harness.pacing import Pace
from harness.pulse import Pulse
from harness.redaction import Keys, Redactor
from harness.sessions import session

MAX_BYTES = 4 * 1024 * 1024
_CUT = 64 * 1024  # bytes that are kept of a body beyond the limit: a run has thousands of them
_RETRY_CAP = 10.0  # seconds that a Retry-After may make one retry wait
_SILENCE = 3  # answers not given in time, after which an operation is not asked again
_UNASKED = f"no answer in time {_SILENCE} times in a row; not asked again"
_PATH = "/%:@!$&'()*+,;=~"  # what a path may hold as it is; % of what is encoded already
_FORM = "application/x-www-form-urlencoded"


class Target:
    """One server under test. Not safe to share between threads: a worker has its own, and each
    thread of a worker a twin.

    `timeout` is in seconds, for connecting and for the whole answer; `rate` in requests a second;
    `sink` is called with every exchange; `name` starts the ids of the exchanges; `ca_bundle` is a
    PEM file of the authorities whose certificates are trusted, instead of the usual ones.
    """

    def __init__(
        self,
        base_url: str,
        keys: Keys,
        *,
        api_version: str,
        timeout: float = 10.0,
        max_bytes: int = MAX_BYTES,
        retries: int = 2,
        rate: float | None = None,
        ca_bundle: str | None = None,
        sink: Callable[[Exchange], None] | None = None,
        name: str = "m",
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self._keys = keys
        self._version = api_version
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._retries = retries
        self._pace = Pace(rate)
        self._sink = sink
        self._gate = threading.Lock()  # twins share the sink, which is made for one thread
        self.name = name
        self._count = itertools.count(1)
        self._redactor = Redactor(keys)
        self._ca_bundle = ca_bundle
        self._session = session(ca_bundle)
        self._pulse = Pulse(self._answers)
        self._silent: Counter[str] = Counter()

    def send(
        self,
        method: str,
        path: str,
        form: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        *,
        operation: str = "",
        key: str = "secret",
        auth: str = "bearer",
        headers: Mapping[str, str] | None = None,
        idempotency_key: str | None = None,
        arrays: Arrays = "index",
        raw_body: str | None = None,
        raw_query: str | None = None,
    ) -> Exchange:
        """Send one request and return the exchange; never raises for network trouble.

        `key` is secret, publishable, none, or a literal key; `auth` is bearer or basic. `raw_body`
        and `raw_query` are sent as they are instead of `form` and `query`.
        """
        body = raw_body if raw_body is not None else encode(form or {}, arrays)
        bare, _, inline = path.partition("?")
        bare = quote(bare, safe=_PATH, errors="backslashreplace")  # ids are what a server says
        text = raw_query if raw_query is not None else encode(query or {}, arrays)
        if method == "GET" and body and raw_body is None:
            text, body = "&".join(filter(None, (text, body))), ""
        text = "&".join(filter(None, (inline, text)))
        sent = self._headers(key, auth, headers, idempotency_key, posted=method != "GET")
        request = Request(
            method=method,
            path=self._redactor.text(bare),
            query=self._redactor.text(text),
            body=self._redactor.text(body),
            headers=self._recorded(sent),
            key=key if key in ("secret", "publishable", "none") else "other",
            auth=auth,
        )
        url = f"{self.base_url}{bare}" + (f"?{text}" if text else "")
        safe = method == "GET" or idempotency_key is not None
        if self.stopped:
            exchange = self._lost(request, operation, f"connection: {self.stopped}")
        elif self._silent[operation] >= _SILENCE:
            exchange = self._lost(request, operation, f"timeout: {_UNASKED}")
        else:
            exchange = self._attempts(method, url, body, sent, request, operation, safe)
            self._pulse.saw(exchange)
            self._listen(exchange)
        if self._sink:
            with self._gate:
                self._sink(exchange)
        return exchange

    def twin(self, name: str) -> Target:
        """Return another connection to the same server for another thread.

        Pace and sink are shared; `name` is added to the ids of its exchanges.
        """
        found = Target(
            self.base_url, self._keys, api_version=self._version, timeout=self._timeout,
            max_bytes=self._max_bytes, retries=self._retries, sink=self._sink,
            name=f"{self.name}-{name}", ca_bundle=self._ca_bundle,
        )  # fmt: skip
        found._pace, found._gate = self._pace, self._gate
        return found

    @property
    def stopped(self) -> str:
        """Where the target stopped answering, "" while it answers; nothing is sent after that."""
        return self._pulse.stopped

    @property
    def has_publishable(self) -> bool:
        """Whether a publishable key was given."""
        return bool(self._keys.publishable)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _headers(
        self,
        key: str,
        auth: str,
        extra: Mapping[str, str] | None,
        idempotency_key: str | None,
        *,
        posted: bool,
    ) -> dict[str, str]:
        headers = {
            "User-Agent": "assay",
            "Accept": "*/*",
            "Accept-Encoding": "identity",  # a decompression bomb cannot be cut while it unpacks
            "Stripe-Version": self._version,
        }
        if posted:
            headers["Content-Type"] = _FORM
        known = {"secret": self._keys.secret, "publishable": self._keys.publishable, "none": None}
        value = known.get(key, key)
        if value is not None and auth == "basic":
            headers["Authorization"] = f"Basic {base64.b64encode(f'{value}:'.encode()).decode()}"
        elif value is not None:
            headers["Authorization"] = f"Bearer {value}"
        if idempotency_key is not None:
            headers["Idempotency-Key"] = idempotency_key
        headers.update(extra or {})
        return headers

    def _recorded(self, headers: Mapping[str, str]) -> dict[str, str]:
        found = self._redactor.headers(headers)
        for name in ("user-agent", "accept", "accept-encoding"):
            found.pop(name, None)
        return found

    def _attempts(
        self,
        method: str,
        url: str,
        body: str,
        headers: dict[str, str],
        request: Request,
        operation: str,
        safe: bool,
    ) -> Exchange:
        """Send, and again after a 429 (always) or a lost connection (when repeating is safe)."""
        attempt = 0
        while True:
            self._pace.wait()
            exchange = self._once(method, url, body, headers, request, operation)
            attempt += 1
            if attempt > self._retries:
                return exchange
            if exchange.status == 429:
                time.sleep(_retry_after(exchange, attempt))
            elif exchange.response is None and safe and exchange.error.startswith("connection"):
                time.sleep(0.1 * attempt)
            else:
                return exchange

    def _lost(self, request: Request, operation: str, why: str) -> Exchange:
        name = f"{self.name}-{next(self._count):06d}"
        return Exchange(name, operation, request, None, time.time(), 0.0, why)

    def _listen(self, exchange: Exchange) -> None:
        """Count the answers that an operation did not give in time, one after the other."""
        if exchange.error.startswith("timeout") and exchange.operation:
            self._silent[exchange.operation] += 1
        else:
            self._silent.pop(exchange.operation, None)

    def _answers(self) -> bool:
        """Whether anything at all is answered, to a request without a key."""
        request = Request("GET", "/", key="none")
        headers = self._headers("none", "bearer", None, None, posted=False)
        return self._once("GET", f"{self.base_url}/", "", headers, request, "").response is not None

    def _once(
        self,
        method: str,
        url: str,
        body: str,
        headers: dict[str, str],
        request: Request,
        operation: str,
    ) -> Exchange:
        started, clock = time.time(), time.perf_counter()
        response, error = None, ""
        try:
            response = self._exchange(method, url, body, headers)
        except Exception as trouble:  # noqa: BLE001 - a traceback from here would show the key
            error = self._trouble(trouble)
        return Exchange(
            id=f"{self.name}-{next(self._count):06d}",
            operation=operation,
            request=request,
            response=response,
            started=started,
            seconds=time.perf_counter() - clock,
            error=error,
        )

    def _trouble(self, trouble: Exception) -> str:
        if isinstance(trouble, requests.exceptions.Timeout) or mishaps.timed_out(trouble):
            return f"timeout: no complete answer within {self._timeout:g} s"
        return f"connection: {mishaps.words(trouble)}"

    def _exchange(self, method: str, url: str, body: str, headers: dict[str, str]) -> Response:
        prepared = requests.PreparedRequest()
        prepared.method = method
        prepared.url = url
        prepared.headers = CaseInsensitiveDict(headers)
        prepared.hooks = {"response": []}
        if method != "GET":
            prepared.body = body.encode()
            prepared.headers["Content-Length"] = str(len(prepared.body))
        answer = self._session.send(
            prepared, timeout=self._timeout, allow_redirects=False, stream=True
        )
        whole = False
        try:
            data, cut = self._read(answer)
            whole = not cut
        finally:
            if whole:
                answer.raw.release_conn()
            else:
                answer.close()
        return Response(
            status=answer.status_code,
            headers=self._redactor.headers(answer.headers),
            body=self._redactor.data(data),
            truncated=cut,
        )

    def _read(self, answer: requests.Response) -> tuple[bytes, bool]:
        """Return the body, or the start of one beyond the size limit.

        Raises Timeout when it drips too long.
        """
        deadline = time.monotonic() + self._timeout
        found = b""
        while len(found) <= self._max_bytes:
            block = answer.raw.read1(65536, decode_content=False)
            if not block:
                return found, False
            found += block
            if time.monotonic() > deadline:
                raise requests.exceptions.ReadTimeout
        return found[: min(self._max_bytes, _CUT)], True


def _retry_after(exchange: Exchange, attempt: int) -> float:
    text = exchange.response.headers.get("retry-after", "") if exchange.response else ""
    seconds = float(text) if text.replace(".", "", 1).isdigit() else 0.5 * 2**attempt
    return min(max(seconds, 0.05), _RETRY_CAP)
