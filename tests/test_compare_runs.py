"""Two runs are compared by what their groups asked for, whatever ids they got, in any encoding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.compare_runs import asked_otherwise, sent
from benchmarks.fidelity import misplaced


def encoded(text: str) -> str:
    """Return a text with every letter percent-encoded."""
    return "".join(f"%{letter:02x}" for letter in text.encode())


def exchange(query: str, answer: str = "{}", *, setup: bool = False, started: float = 1.0) -> Any:
    request = {"method": "GET", "path": "/v1/x", "query": query, "body": "", "key": "secret",
               "auth": "bearer"}  # fmt: skip
    return {"kind": "exchange", "group": "x.list", "setup": setup, "started": started,
            "request": request, "response": {"status": 200, "body": answer}}  # fmt: skip


def run(folder: Path, *exchanges: Any) -> dict[str, list[str]]:
    folder.mkdir()
    lines = (json.dumps(record, separators=(",", ":")) for record in exchanges)
    (folder / "ledger.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sent(folder)


def asked(tmp_path: Path, name: str, answer: str = '{"last4":"4242"}', limit: int = 2) -> list[str]:
    """Return what a group asked that got an id, and asked by it in several encodings."""
    found = run(
        tmp_path / name,
        exchange("made", answer, setup=True),
        exchange(f"card={encoded(name)}", started=2.0),
        exchange(f"card={quote(encoded(name))}", started=3.0),
        exchange(f"{json.loads(answer)['last4']}&limit={limit}", started=5.0),
        exchange(f"last4={json.loads(answer)['last4']}", started=4.0),
    )
    return found["x.list"]


def test_ids_in_any_encoding_and_what_an_answer_gave_say_nothing(tmp_path: Path) -> None:
    assert asked(tmp_path, "ic_RYFKoAzbo1SvdIP5") == [
        "GET /v1/x card=…  secret bearer",
        "GET /v1/x card=…  secret bearer",
        "GET /v1/x last4=…  secret bearer",
        "GET /v1/x 4242&limit=2  secret bearer",
    ]


def test_groups_that_asked_something_else_are_told_with_the_place(tmp_path: Path) -> None:
    one = {"x.list": asked(tmp_path, "ic_RYFKoAzbo1SvdIP5")}
    other = {"x.list": asked(tmp_path, "ic_i14HsxZAp7OPR8f2", '{"last4":"4242"}', 3)}
    found = [*asked_otherwise(one, other)]
    assert len(found) == 1
    assert found[0].startswith("x.list: request 4 is 'GET /v1/x 4242&limit=2")
    assert [*asked_otherwise(one, one)] == []


def test_a_server_stands_behind_those_that_hold_more() -> None:
    assert misplaced([("a", 140, 264), ("b", 123, 449), ("c", 87, 1990)]) == []
    assert misplaced([("a", 123, 264), ("b", 123, 449), ("c", 124, 0)]) == ["b", "c"]
