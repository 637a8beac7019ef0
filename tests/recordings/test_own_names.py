"""Recordings of an API that has other names for what people keep at objects, and for expansions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from contracts import load
from recordings.examine import examine
from recordings.read.files import read
from tests.packages.holding import PACKAGES
from tests.recordings.test_sets import entry

SHELF, ROOM = "sh_Invented1Shelf000Ab01", "rm_Invented1Room0000Ab01"
VERSION = "2026-01-01"
PLAIN = {
    "object: {id: id, object: kind, created: made_at, lasting: [id, made_at]}":
        "object: {id: id, object: object, created: created, lasting: [id, created]}",
    "list: {items: entries, more: more, by: cursor, after: after, before: before, end: more,":
        "list: {items: data, more: has_more, by: cursor, after: after, before: before, end: more,",
    "order: made_at}": "order: created}",
    "headers: {": 'version: "2026-01-01"\nheaders: {version: Lab-Version, ',
    "  kind: {type: string, required: true": "  object: {type: string, required: true",
    "  made_at: {": "  created: {",
}  # fmt: skip


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package of shelves, with objects and lists as most APIs have them."""
    folder = tmp_path / "api"
    shutil.copytree(PACKAGES / "labels", folder)
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in PLAIN.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return folder


def shelf(**changed: Any) -> dict[str, Any]:
    """Return an object as the API answers it."""
    own = {"id": SHELF, "object": "shelf", "created": 1_767_225_600, "room": ROOM, "title": "A"}
    return {**own, "labels": {"row": "1", "side": "left"}, **changed}


def told(package: Path, folder: Path, *calls: tuple[str, str, str, Any]) -> list[tuple[Any, ...]]:
    """Return what is said of calls: method, path, form, answer."""
    entries = []
    for second, (method, path, form, body) in enumerate(calls):
        one = entry(method, path, 200, body, form)
        one["startedDateTime"] = f"2026-01-01T00:00:{second * 5:02d}Z"
        one["request"]["headers"].append({"name": "Lab-Version", "value": VERSION})
        entries.append(one)
    path_of = folder / "traffic.har"
    path_of.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}), "utf-8")
    (found,) = [examine(one, load(package), mock=True) for one in read([path_of])]
    assert found.checked == len(calls)
    return [(one.index, one.check, one.observed) for one in found.observations]


MADE = ("POST", "/shelves", f"room={ROOM}&title=A&labels[row]=1&labels[side]=left", shelf())
READ = ("GET", f"/shelves/{SHELF}", "", shelf())
WHOLE = {"id": ROOM, "object": "room", "created": 1_767_225_600, "name": "Hall"}


def test_what_is_right_draws_no_complaint(package: Path, tmp_path: Path) -> None:
    merged = shelf(labels={"row": "2", "side": "left"})
    cleared = shelf(labels={})
    whole = shelf(labels={}, room=WHOLE)
    assert told(
        package, tmp_path, MADE, READ,
        ("POST", f"/shelves/{SHELF}", "labels[row]=2", merged),
        ("POST", f"/shelves/{SHELF}", "labels=", cleared),
        ("GET", f"/shelves/{SHELF}?include[]=room", "", whole),
    ) == []  # fmt: skip


PLANTED: list[tuple[tuple[str, str, str, Any], str]] = [
    (("POST", f"/shelves/{SHELF}", "title=B", shelf(title="B", labels={"row": "1"})), "kept"),
    (("POST", f"/shelves/{SHELF}", "labels[row]=2", shelf()), "sent_values"),
    (("GET", f"/shelves/{SHELF}", "", shelf(room=WHOLE)), "response_table"),
    (("GET", f"/shelves/{SHELF}", "", shelf(labels=None)), "response_table"),
]


@pytest.mark.parametrize(("call", "check"), PLANTED, ids=["lost", "not set", "whole", "null"])
def test_what_is_planted_is_found(
    call: tuple[str, str, str, Any], check: str, package: Path, tmp_path: Path
) -> None:
    said = told(package, tmp_path, MADE, call)
    assert [(index, name) for index, name, _ in said] == [(1, check)]
