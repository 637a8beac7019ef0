"""Schemathesis on the contracts: their OpenAPI export, our form encoder, our way to the target.

Everything it sends goes through the laboratory, so that it is recorded and examined like any other
exchange. Its own checks are not used: what a schema cannot say would make them cry wolf.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.generation.hypothesis.builder import (
    HypothesisTestConfig,
    HypothesisTestMode,
    create_test,
)

from contracts.model import Contracts, Operation
from contracts.openapi import FORM, export
from harness.encoding import encode
from harness.exchange import Exchange
from suites.legacy import Lab

HOST = "http://target.invalid"  # what Schemathesis believes to speak to
LONGEST = 3000  # characters of a query; servers may refuse longer lines before they read them
_UNSENT = 599  # what it gets to see when there was no answer


@schemathesis.serializer(FORM)
def form(context: schemathesis.SerializationContext, _value: Any) -> bytes:
    """Return a body as the API reads it: `a[b][0]=c`; by default arrays lose their brackets."""
    body = context.case.body
    return encode(_sendable(body)).encode() if isinstance(body, dict) else b""


def _sendable(value: Any) -> Any:
    """Return a generated value without what a form cannot carry: null is the empty text."""
    if isinstance(value, dict):
        return {str(key): _sendable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_sendable(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool) else ""


def schema_of(contracts: Contracts) -> Any:
    """Return the contracts as Schemathesis reads them."""
    found = schemathesis.openapi.from_dict(export(contracts))
    found.config.update(base_url=HOST)
    return found


class LabSession(requests.Session):
    """Hands what Schemathesis sends to the laboratory, and the answer back."""

    def __init__(self, lab: Lab, seen: Callable[[Operation, Exchange], None]) -> None:
        super().__init__()
        self._lab = lab
        self._seen = seen

    def send(self, request: requests.PreparedRequest, **_rest: Any) -> requests.Response:
        """Send a prepared request to the target."""
        url = urlsplit(str(request.url))
        if len(url.query) > LONGEST:
            return _made_up(request)
        operation = self._lab.route(str(request.method), url.path)
        exchange = self._lab.ask(
            str(request.method), url.path, operation=operation.id if operation else "",
            raw_query=url.query, raw_body=_text(request.body),
        )  # fmt: skip
        if operation is not None:
            self._lab.examine(exchange, operation)
            self._lab.settle(exchange, operation, named(operation, url.path))
            self._seen(operation, exchange)
        return _response(request, exchange)


def named(operation: Operation, path: str) -> dict[str, str]:
    """Return the ids in a percent-encoded path by the names that its operation gives them."""
    pairs = zip(operation.path.split("/"), path.split("/"), strict=True)
    return {name.strip("{}"): unquote(part) for name, part in pairs if name.startswith("{")}


def _text(body: Any) -> str:
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body or "")


def _made_up(request: requests.PreparedRequest) -> requests.Response:
    found = requests.Response()
    found.request, found.url, found.status_code = request, str(request.url), 414
    found._content, found.elapsed = b"", timedelta()
    return found


def _response(request: requests.PreparedRequest, exchange: Exchange) -> requests.Response:
    found = requests.Response()
    found.request = request
    found.url = str(request.url)
    found.status_code = exchange.status or _UNSENT
    found.headers.update(exchange.response.headers if exchange.response else {})
    found._content = exchange.response.body if exchange.response else b""
    found.elapsed = timedelta(seconds=exchange.seconds)
    return found


def generated(
    schema: Any, operation: Operation, modes: list[str], examples: int, seed: int
) -> Callable[[Callable[[Any], None]], None]:
    """Return what runs a function with every case of some phases: examples, coverage, fuzzing."""
    subject = schema[operation.path][operation.method]
    config = HypothesisTestConfig(
        project=schema.config, modes=[HypothesisTestMode(mode) for mode in modes], seed=seed,
        settings=settings(
            max_examples=examples, deadline=None, database=None, print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip

    def run(use: Callable[[Any], None]) -> None:
        def test(case: Any) -> None:
            use(case)

        create_test(operation=subject, test_func=test, config=config)()

    return run
