"""The key is in no file that a run writes, and travels to no other host."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from tests.running import Outcome, run
from tests.suites.servers import Answer, Call, listening

KEY = "sk_test_Secret0123456789"
BASIC = base64.b64encode(f"{KEY}:".encode()).decode()


def telling(call: Call) -> Answer:
    """Repeat the key wherever a server can."""
    sent = call.headers.get("authorization", "")
    body = {"id": "x_1", "object": "list", "data": [], "key": sent, "raw": KEY, "basic": BASIC,
            "has_more": False, "url": call.path}  # fmt: skip
    return Answer(
        body=json.dumps(body).encode(), headers={"X-Key": sent, "Request-Id": f"req_{KEY}"}
    )


def refusing(call: Call) -> Answer:
    """Refuse everything but a look, with the key in the message."""
    if call.method == "GET" and call.path == "/v1/payment_intents":
        return telling(call)
    error = {"type": "invalid_request_error", "message": call.headers.get("authorization", "")}
    return Answer(400, json.dumps({"error": error}).encode())


def written(outcome: Outcome) -> str:
    """Return everything that a run wrote and said."""
    files = [path for path in outcome.folder.parent.rglob("*") if path.is_file()]
    assert [path for path in files if path.name == "ledger.ndjson"]
    found = [path.read_bytes().decode("utf-8", "replace") for path in files]
    return "".join([outcome.said, *found])


@pytest.mark.parametrize("respond", [telling, refusing])
def test_the_key_is_nowhere(respond: object, tmp_path: Path) -> None:
    with listening(respond) as url:  # type: ignore[arg-type]
        allure = str(tmp_path / "allure")
        outcome = run(url, "--profile", "smoke", "--allure", allure, folder=tmp_path, key=KEY)
    assert outcome.results
    text = written(outcome)
    assert "REDACTED" in text
    assert KEY not in text
    assert BASIC not in text


def test_no_redirect_is_followed(tmp_path: Path) -> None:
    seen: list[Call] = []

    def other(call: Call) -> Answer:
        seen.append(call)
        return Answer()

    with listening(other) as elsewhere:

        def away(call: Call) -> Answer:
            if call.method == "GET" and call.path == "/v1/payment_intents" and not call.query:
                return Answer(body=b'{"object":"list","data":[],"has_more":false,"url":"/v1/x"}')
            return Answer(302, b"", {"Location": f"{elsewhere}{call.path}"})

        with listening(away) as url:
            outcome = run(url, "--profile", "smoke", folder=tmp_path, key=KEY)
    assert outcome.results
    assert seen == []
