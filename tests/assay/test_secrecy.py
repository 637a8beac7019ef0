"""The key is in no file that a run writes, and travels to no other host."""

from __future__ import annotations

import base64
import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.running import Outcome, command, run_as_users_do
from tests.suites.servers import Answer, Call, Respond, listening

KEY = "sk_test_Secret0123456789"
PUBLIC = "pk_test_Public0123456789"
FORMS = {
    form for key in (KEY, PUBLIC)
    for form in (key, *(base64.b64encode(text.encode()).decode() for text in (key, f"{key}:")))
}  # fmt: skip
GIVEN = ("--publishable-key", PUBLIC, "--profile", "smoke")


def telling(call: Call) -> Answer:
    """Repeat the key wherever a server can."""
    sent = call.headers.get("authorization", "")
    body = {"id": "x_1", "object": "list", "data": [], "key": sent, "forms": sorted(FORMS),
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


def leaking(call: Call) -> Answer:
    """Refuse in bytes that are no text, with the key among them."""
    if call.method == "GET" and call.path == "/v1/payment_intents":
        return telling(call)
    return Answer(500, b"\xff\xfe " + " ".join(sorted(FORMS)).encode() + b" \xff")


def written(outcome: Outcome) -> str:
    """Return everything that a run wrote and said."""
    files = [path for path in outcome.folder.parent.rglob("*") if path.is_file()]
    assert [path for path in files if path.name == "ledger.ndjson"]
    found = [path.read_bytes().decode("utf-8", "replace") for path in files]
    opened = [base64.b64decode(text).decode("utf-8", "replace") for text in _packed(outcome)]
    return "".join([outcome.said, *found, *opened])


def _packed(outcome: Outcome) -> list[str]:
    """Return the bodies that the ledger holds as base64."""
    lines = (outcome.folder / "ledger.ndjson").read_text(encoding="utf-8").splitlines()
    answers = [json.loads(line).get("response") or {} for line in lines]
    return [answer["base64"] for answer in answers if "base64" in answer]


def leaks(text: str) -> list[str]:
    """Return the forms of the keys that a text holds."""
    return sorted(form for form in FORMS if form in text)


@pytest.mark.parametrize("respond", [telling, refusing, leaking])
def test_the_key_is_nowhere(respond: Respond, tmp_path: Path) -> None:
    allure = tmp_path / "allure"
    with listening(respond) as url:
        outcome = run_as_users_do(url, *GIVEN, "--allure", str(allure), folder=tmp_path, key=KEY)
    assert outcome.results
    assert list(allure.iterdir())
    assert bool(_packed(outcome)) == (respond is leaking)
    text = written(outcome)
    assert "REDACTED" in text
    assert leaks(text) == []


def test_a_leak_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "ledger.ndjson").write_text(f'{{"a": "{KEY}"}}\n', encoding="utf-8")
    assert leaks(written(Outcome(0, "", tmp_path / "out"))) == [KEY]


def test_a_refusal_of_the_key_does_not_repeat_it(tmp_path: Path) -> None:
    def denying(call: Call) -> Answer:
        return replace(telling(call), status=401)

    with listening(denying) as url:
        outcome = command("run", "--base-url", url, *GIVEN, folder=tmp_path, key=KEY)
    assert outcome.code == 2
    assert "refuses the API key" in outcome.said
    assert leaks(outcome.said) == []


def test_no_redirect_is_followed(tmp_path: Path) -> None:
    statuses = itertools.cycle((301, 302, 303, 307, 308))
    asked: list[Call] = []
    reached: list[Call] = []

    def other(call: Call) -> Answer:
        reached.append(call)
        return Answer()

    with listening(other) as elsewhere:

        def away(call: Call) -> Answer:
            asked.append(call)
            return Answer(next(statuses), b"", {"Location": f"{elsewhere}{call.path}?key={KEY}"})

        with listening(away) as url:
            outcome = run_as_users_do(url, *GIVEN, folder=tmp_path, key=KEY)
    assert min(sum(c.method == method for c in asked) for method in ("GET", "POST")) >= 5
    assert reached == []
    assert leaks(written(outcome)) == []
