"""What a recording says, its name included, forges no line of what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reports.test_hostile_texts import _COMMAND, HOSTILE, MARK, unseen
from tests.running import command


def _cassette(text: str) -> str:
    """Return a cassette whose answer breaks promises in the words of a text."""
    names = ("id", "amount", "currency", "status", "created", "livemode")
    answer = dict.fromkeys(names, text) | {"object": "payment_intent", "metadata": {text: text}}
    found = {
        "request": {"method": "POST", "uri": f"https://api.stripe.com/v1/payment_intents?a={text}",
                    "headers": {"Content-Type": ["application/x-www-form-urlencoded"]},
                    "body": {"string": f"amount={text}&currency=usd"}},
        "response": {"status": {"code": 200, "message": text},
                     "headers": {"Content-Type": ["application/json"], "X-Said": [text]},
                     "body": {"string": json.dumps(answer)}},
    }  # fmt: skip
    return json.dumps({"http_interactions": [found], "recorded_with": text})


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("flags", [(), ("--json",)], ids=["lines", "json"])
def test_what_a_recording_says(kind: str, flags: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(_cassette(HOSTILE[kind]), encoding="utf-8")
    said = command("check-recording", "one.json", *flags, folder=tmp_path).said
    assert "findings" in said
    assert unseen(said) == []
    assert _COMMAND.findall(said) == []
    assert not [line for line in said.splitlines() if line.startswith(MARK)]
    if flags:
        json.loads(said)


@pytest.mark.parametrize("kind", [kind for kind, text in HOSTILE.items() if "/" not in text])
def test_the_name_of_a_recording(kind: str, tmp_path: Path) -> None:
    name = HOSTILE[kind].replace("\ud800", "\udc80")
    found = tmp_path / "x" / f"{name}.json"
    found.parent.mkdir()
    found.write_text(_cassette("plain"), encoding="utf-8")
    broken = found.with_name(f"{name}.yaml")
    broken.write_text("http_interactions: [{request: {,\n", encoding="utf-8")
    said = command("check-recording", ".", folder=found.parent).said
    assert MARK in said
    assert unseen(said) == []
    assert _COMMAND.findall(said) == []
    assert len([line for line in said.splitlines() if MARK in line]) == 2
