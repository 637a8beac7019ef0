"""What of an answer a finding is about: the parts that are compared when it is shown again.

A law judges answers: where all that it looked at comes again, so does the breach. The status counts
always; of a refusal all but what is written for people; of what was accepted the fields that the
finding's place names, and everything where it names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from harness.exchange import Exchange
from harness.verdict import Verdict
from reports.reproduction.again import narrowed
from reports.reproduction.origins import Place, leaves, telling
from reports.reproduction.steps import Step

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NAMED = 2  # exchanges of a breach that say the most
_PLACES = 20  # at which two answers to one request differ, that are looked at again
_HEADER = re.compile(r"[a-z]+(?:-[a-z]+)+")
# Headers that say nothing of what was asked.
_DULL = frozenset({
    "connection", "content-length", "date", "keep-alive", "server", "transfer-encoding", "via",
    "cf-ray", "set-cookie", "strict-transport-security",
})  # fmt: skip


def seen_parts(steps: Sequence[Step], verdict: Verdict) -> list[dict[str, Any]]:
    """Return what is compared of the answers that a finding is about, as data for `again.judge`.

    Where one read was answered in two ways, with nothing done in between, it is compared whether it
    is again, and nothing else.
    """
    found: list[dict[str, Any]] = []
    asked: dict[str, tuple[dict[str, Any], Exchange]] = {}
    for number, step in enumerate(steps, 1):
        if not step.exchange.request.reads:
            asked.clear()
        if step.seen:
            part = _part(number, step.exchange, verdict)
            part["loose"] = _by_the_clock(step, verdict)
            before = asked.get(_request(step.exchange))
            places = list(_apart(before[1].json, step.exchange.json)) if before else []
            if before and places and before[0]["status"] == part["status"]:
                part["apart"] = {"step": before[0]["step"], "places": places[:_PLACES]}
                before[0]["loose"] = True
            if step.exchange.request.reads:
                asked[_request(step.exchange)] = part, step.exchange
            found.append(part)
    if any(part["apart"] for part in found):
        for part in found:
            part["loose"] = True
    return found


def _by_the_clock(step: Step, verdict: Verdict) -> bool:
    """Whether a read beside those that a finding names asks for objects of certain seconds."""
    asked = any(variable.text.isdigit() for variable in step.variables)
    beside = step.exchange.id not in verdict.exchanges[:_NAMED]
    return asked and beside and step.exchange.request.reads


def _request(exchange: Exchange) -> str:
    """Return what two requests have in common that ask for the same."""
    request = exchange.request
    return f"{request.target} {request.key} {request.auth} {request.made_up}"


def _apart(one: Any, other: Any, place: Place = ()) -> Iterator[Place]:
    """Yield the places at which two answers differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in {**one, **other}:
            yield from _apart(one.get(name), other.get(name), (*place, name))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, pair in enumerate(zip(one, other, strict=True)):
            yield from _apart(*pair, (*place, number))
    elif one != other or type(one) is not type(other):
        yield place


def _part(step: int, exchange: Exchange, verdict: Verdict) -> dict[str, Any]:
    """Return what is compared of the answer to one step."""
    names, body = _names(exchange, verdict), exchange.json
    if names is not None and not narrowed(body, names):
        names = None  # the place is no field that is there: anything may be what is meant
    response = exchange.response
    headers = {n: v for n, v in response.headers.items() if n not in _DULL} if response else {}
    text = response.body.decode("utf-8", "replace") if response and body is None else None
    return {
        "step": step, "started": exchange.started, "status": exchange.status,
        "keyed": exchange.request.key == "secret",
        "headers": headers if names is None else {}, "without": _without(headers, verdict),
        "names": names, "body": body if names is None else narrowed(body, names),
        "marked": bool(response and response.body.startswith(b"\xef\xbb\xbf")),
        "text": text, "prose": exchange.accepted, "loose": False, "apart": None,
    }  # fmt: skip


def _without(headers: Mapping[str, str], verdict: Verdict) -> list[str]:
    """Return the headers that an answer lacks and that the finding expects."""
    return sorted(set(_HEADER.findall(verdict.expected.lower())) - {*headers})


def made(steps: Iterable[Step]) -> Iterator[tuple[int, Place, str]]:
    """Yield what set-up was answered with and the finding's answers show: step, place and text."""
    shown = {value for step in steps if step.seen for value, _ in leaves(step.exchange.passing_json)
             if isinstance(value, str)}  # fmt: skip
    for number, step in enumerate(steps, 1):
        if not step.seen:
            for value, place in leaves(step.exchange.passing_json):
                if isinstance(value, str) and telling(value) and value in shown:
                    shown.discard(value)
                    yield number, place, value


def _names(exchange: Exchange, verdict: Verdict) -> list[str] | None:
    """Return the names of fields that a finding's place says, None where it says none."""
    if not exchange.accepted or not isinstance(exchange.json, dict):
        return None
    places = [finding.place for finding in verdict.findings[:1]]
    named = [word for place in places for word in _WORD.findall(place)]
    return sorted({named[-1]}) if named else None
