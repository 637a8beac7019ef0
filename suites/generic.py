"""Schemathesis on the contracts: their OpenAPI export, our form encoder, our way to the target.

Everything it sends goes through the laboratory, so that it is recorded and examined like any other
exchange. Its own checks are not used: what a schema cannot say would make them cry wolf.

What is drawn is drawn by its public names. Its examples and its coverage have none: the builder of
its tests makes them, in a thorough run, where this version has one by that name; `tests` look
whether it has. The module is imported when something is going to be drawn: that takes a while.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from contracts.model import Contracts, Operation, Parameter
from contracts.openapi import FORM, export
from contracts.openapi_part import part
from harness.encoding import encode, nested
from harness.exchange import Exchange
from strategies import smallest
from suites.conventions import conventions
from suites.drawing import steady
from suites.lab import Lab
from suites.law import Unavailable

Use = Callable[[Any], None]
Seen = Callable[[Operation, Exchange], None]
_DRAWING = (Phase.explicit, Phase.generate, Phase.target, Phase.shrink)
HOST = "http://target.invalid"  # what Schemathesis believes to speak to
LONGEST = 3000  # characters of a query; servers may refuse longer lines before they read them
LARGEST = 900_000  # characters of a body; a request that is much longer is not sent
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


def schema_of(contracts: Contracts, operations: Iterable[Operation]) -> Any:
    """Return some operations of the contracts as Schemathesis reads them.

    It keeps what it has read of a document, and reads all of it for each walk: a document of what
    is asked now is small, however large the API is.
    """
    contracts = contracts.whole
    known = _exported.get(id(contracts))
    if known is None:
        known = _exported[id(contracts)] = contracts, export(contracts)
    found = schemathesis.openapi.from_dict(part(known[1], (one.id for one in operations)))
    found.config.update(base_url=HOST)
    return found


_exported: dict[int, tuple[Contracts, dict[str, Any]]] = {}


class LabSession(requests.Session):
    """Hands what Schemathesis sends to the laboratory, and the answer back."""

    def __init__(self, lab: Lab, seen: Seen) -> None:
        super().__init__()
        self._lab = lab
        self._seen = seen

    def send(self, request: requests.PreparedRequest, **_rest: Any) -> requests.Response:
        """Send a prepared request to the target."""
        url = urlsplit(str(request.url))
        body = _text(request.body)
        if len(url.query) > LONGEST or len(body) > LARGEST:
            return _made_up(request)
        operation = self._lab.route(str(request.method), url.path)
        sent: dict[str, Any] = {"raw_query": url.query, "raw_body": body}
        names = conventions(self._lab.contracts).of(operation.id if operation else "")
        if not names.writing.usual:
            rows = operation.parameters if operation else ()
            sent = {"query": flagged(nested(url.query), rows), "form": flagged(nested(body), rows)}
        try:
            exchange = self._lab.ask(
                str(request.method), url.path, operation=operation.id if operation else "", **sent
            )
        except Unavailable:  # what must not be sent
            return _made_up(request)
        if operation is not None:
            with self._lab.wrongly():
                self._lab.examine(exchange, operation)
            slots = dict(zip(operation.slots, exchange.request.about, strict=False))
            self._lab.settle(exchange, operation, {**named(operation, url.path), **slots})
            self._seen(operation, exchange)
        return _response(request, exchange)


def flagged(form: dict[str, Any], rows: Iterable[Parameter]) -> dict[str, Any]:
    """Return the nested texts of a form with true and false where a row is a flag: each API has
    texts of its own for them.
    """
    return {**form, **{r.name: _flags(form[r.name], r) for r in rows if r.name in form}}


def _flags(value: Any, row: Parameter) -> Any:
    if row.type == "boolean":
        return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
    if row.type == "object" and isinstance(value, dict):
        return flagged(value, row.children)
    inner = row.items if row.type == "array" else row.values
    if inner is None or not isinstance(value, dict | list):
        return value
    if isinstance(value, list):
        return [_flags(one, inner) for one in value]
    return {name: _flags(one, inner) for name, one in value.items()}


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


def drawn(schema: Any, operation: Operation, count: int, start: int, use: Use) -> None:
    """Call `use` with `count` cases of an operation, valid ones and others, drawn from `start`."""
    subject = schema[operation.path][operation.method]
    cases = [subject.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode]

    @seed(start)
    @settings(_settings(count), phases=_DRAWING)
    @given(case=st.one_of(cases))
    def run(case: Any) -> None:
        use(case)

    run()


def covered(schema: Any, operation: Operation, start: int, use: Use) -> bool:
    """Call `use` with the cases of the examples and of the coverage of an operation's schema.

    Return whether this version of Schemathesis can do that.
    """
    try:
        from schemathesis.generation.hypothesis import builder  # noqa: PLC0415 - slow
    except ImportError:  # it is no public name: another version may have it elsewhere
        return False
    modes = [builder.HypothesisTestMode(name) for name in ("examples", "coverage")]
    config = builder.HypothesisTestConfig(
        project=schema.config, modes=modes, seed=start, settings=_settings(1)
    )

    def test(case: Any) -> None:
        use(case)

    subject = schema[operation.path][operation.method]
    builder.create_test(operation=subject, test_func=test, config=config)()
    return True


def walk(lab: Lab, creation: Operation, seen: Seen, walks: int, steps: int, turn: int = 0) -> None:
    """Walk along the links of what a creation makes; `seen` gets every exchange.

    Each `turn` draws other walks. Those of a target that remembers earlier ones may differ: that is
    no defect of theirs.
    """
    machine = seed(lab.seed + turn)(_machine(lab, creation, LabSession(lab, seen)))
    try:
        with contextlib.suppress(Flaky):
            run_state_machine_as_test(
                machine,
                settings=settings(_settings(walks), stateful_step_count=steps,
                                  phases=(Phase.generate,)),
            )  # fmt: skip
    finally:
        _forget(machine)


def _forget(machine: type) -> None:
    """Let go of a machine, which its library would keep with all that it has read.

    That is done by no public name: with a version that has it elsewhere the machine stays.
    """
    with contextlib.suppress(ImportError):
        from schemathesis.generation.stateful.state_machine import (  # noqa: PLC0415 - may be gone
            release_state_machines,
        )

        release_state_machines(machine)


def _machine(lab: Lab, creation: Operation, session: LabSession) -> Any:
    resource = lab.contracts.whole.resource(creation.resource)
    base: Any = schema_of(lab.contracts, resource.operations).as_state_machine()

    class Walk(base):  # type: ignore[misc] # made at run time, of the schema
        """A walk along the links of the export."""

        def before_call(self, case: Any) -> None:
            """Let creations succeed: what a schema allows is not all that the API asks for."""
            if case.operation.label == creation.title:
                with contextlib.suppress(Unavailable):
                    case.body = lab.provision.fill(smallest(creation))
            elif case.method == "GET":
                case.query = {}  # made-up expansions are refused

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:  # noqa: ARG002
            return {"session": session}

        def validate_response(self, *_arguments: Any, **_rest: Any) -> None:
            """Judge nothing here: every exchange was examined when it was seen."""

    return Walk


def _settings(count: int) -> settings:
    steady()
    return settings(
        max_examples=count, deadline=None, database=None, print_blob=False,
        verbosity=Verbosity.quiet, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
