"""A long list whose oldest objects stand first is looked at where its newest ones do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest

from sandbox.auth import SECRET
from tests.suites.proxied import through
from tests.suites.servers import FORM, Answer, Call, Reference

CARDHOLDERS = "/v1/issuing/cardholders"
CREATE = "issuing.cardholder.create"
REJECTED = [f"{CREATE}.rejections.nothing_left", f"{CREATE}.required.nothing_left"]
CREATED = f"{CREATE}.rejections.nothing_created"
LISTED = "issuing.cardholder.list.response.created_kept"
ALREADY = 110  # objects that an earlier run has left: more than a page can have
MAKING = urlencode({
    "name": "Jenny Rosen", "type": "individual", "billing[address][line1]": "1 Main Street",
    "billing[address][city]": "Berlin", "billing[address][postal_code]": "10115",
    "billing[address][country]": "DE",
})  # fmt: skip
Server = Callable[[Call, Reference], Answer]


def _ask(reference: Reference, call: Call) -> Answer:
    headers = {"authorization": f"Bearer {SECRET}", "content-type": FORM}
    found = reference(Call(call.method, call.path, call.query, call.body, headers))
    assert found.status == 200, found.body
    return found


def _every(reference: Reference) -> list[dict[str, Any]]:
    """Return all cardholders, the newest first."""
    found: list[dict[str, Any]] = []
    while True:
        behind = {"starting_after": found[-1]["id"]} if found else {}
        query = urlencode({"limit": 100, **behind})
        page = _ask(reference, Call("GET", CARDHOLDERS, query)).json
        found += page["data"]
        if not page["has_more"]:
            return found


def _page(rows: dict[str, str], every: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the page of a list, in the order in which it stands, that some rows ask for."""
    limit, names = int(rows.get("limit", "10")), [item["id"] for item in every]
    if "ending_before" in rows:
        end = names.index(rows["ending_before"])
        begin = max(0, end - limit)
        return {"data": every[begin:end], "has_more": begin > 0}
    begin = names.index(rows["starting_after"]) + 1 if "starting_after" in rows else 0
    return {"data": every[begin : begin + limit], "has_more": begin + limit < len(every)}


def _oldest_first(
    ghost: Callable[[Call, Answer], str], backwards: str, already: int = ALREADY
) -> Server:
    """Return a server with a long list; `ghost` is the form of what it makes behind an answer.

    What asks for what is before an object is taken, ignored or refused.
    """
    filled = False

    def server(call: Call, reference: Reference) -> Answer:
        nonlocal filled
        if not filled:
            filled = True
            for _ in range(already):
                _ask(reference, Call("POST", CARDHOLDERS, "", MAKING))
        answer, rows = reference(call), dict(call.pairs)
        form = ghost(call, answer)
        if form:
            _ask(reference, Call("POST", CARDHOLDERS, "", form))
        plain = rows.keys() <= {"limit", "starting_after", "ending_before"}
        if call.method != "GET" or call.path != CARDHOLDERS or not plain or answer.status != 200:
            return answer
        if backwards == "refused" and "ending_before" in rows:
            error = {"type": "invalid_request_error", "message": "Unexpected ending_before"}
            return replace(answer.saying({"error": error}), status=400)
        if backwards == "ignored":
            rows.pop("ending_before", None)
        return answer.saying({**answer.json, **_page(rows, _every(reference)[::-1])})

    return server


def _none(_call: Call, _answer: Answer) -> str:
    return ""


def _left(call: Call, answer: Answer) -> str:
    """Return what a server makes of a form that lacks a row, though it refuses it."""
    refused = call.method == "POST" and call.path == CARDHOLDERS and answer.status == 400
    if not refused or b"_missing" not in answer.body:
        return ""
    marks = [(name, value) for name, value in call.pairs if name.startswith("metadata[")]
    return "&".join(filter(None, (MAKING, urlencode(marks))))


@pytest.mark.parametrize(
    ("ghost", "backwards", "statuses"),
    [
        (_none, "taken", ["pass", "pass", "pass", "pass"]),
        (_none, "refused", ["pass", "pass", "pass", "pass"]),
        (_left, "taken", ["pass", "fail", "fail", "pass"]),
        (_left, "ignored", ["pass", "fail", "fail", "pass"]),
    ],
)
def test_what_refusals_leave_is_seen_at_the_end(
    ghost: Callable[[Call, Answer], str], backwards: str, statuses: list[str]
) -> None:
    claims = [*REJECTED, CREATED, LISTED]
    outcome = through(_oldest_first(ghost, backwards), claims)
    assert [outcome.verdict(claim)["status"] for claim in claims] == statuses


@pytest.mark.parametrize("already", [60, 85, 97])
def test_what_is_left_is_seen_where_the_list_outgrows_a_page_meanwhile(already: int) -> None:
    outcome = through(_oldest_first(_left, "refused", already), REJECTED[1:])
    assert outcome.verdict(REJECTED[1])["status"] == "fail"
    outcome = through(_oldest_first(_none, "refused", already), REJECTED[1:])
    assert outcome.verdict(REJECTED[1])["status"] == "pass"
