"""Parts of a document with conventions of their own are sets; what is like the rest is not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from contracts import load
from contracts.importing.families import apart
from contracts.importing.whole import Imported, imported
from tests.packages.writing import write

MIXTURE = Path(__file__).parent / "data" / "mixture.yaml"


@cache
def package() -> Imported:
    return imported(MIXTURE)


@cache
def api() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(package().files["api.yaml"])
    return found


def test_most_have_the_conventions_of_the_package() -> None:
    assert api()["base"] == {"prefix": "/v1"}
    assert api()["object"] == {"id": "id"}
    assert api()["list"] == {
        "items": "data", "limit": "limit", "maximum": 100, "default": 10, "by": "token",
        "token": {"row": "cursor", "field": "next_cursor"}, "end": "no_next",
    }  # fmt: skip
    assert api()["default"] == "base"
    assert list(api()["sets"]) == ["2010", "notes"]


@pytest.mark.parametrize(("name", "section", "says"), [
    ("2010", "operations", ["call.*"]),
    ("2010", "base", {"prefix": None, "suffix": ".json"}),
    ("2010", "names", {"asked": "pascal"}),
    ("2010", "object", {"id": "sid"}),
    ("2010", "error", {"envelope": None}),
    ("2010", "list", {"items": "calls", "limit": "page_size", "maximum": None, "default": None,
                      "by": "link", "token": None, "next": "next_page_uri"}),
    ("notes", "operations", ["note.*"]),
    ("notes", "id", {"type": "integer"}),
    ("notes", "list", {"items": None, "limit": "count", "maximum": None, "default": None,
                       "by": "offset", "token": None, "offset": {"row": "offset"}, "end": "short"}),
    ("notes", "error", None),  # nothing is said of its refusals: they are as elsewhere
])  # fmt: skip
def test_a_set_says_what_is_otherwise(name: str, section: str, says: object) -> None:
    assert api()["sets"][name].get(section) == says


def test_the_package_loads_and_each_operation_has_the_conventions_of_its_part(
    tmp_path: Path,
) -> None:
    write(package().files, tmp_path)
    contracts = load(tmp_path)
    assert {o.title: o.set for o in contracts.operations if o.kind == "list"} == {
        "GET /widgets": "", "GET /2010/Accounts/{AccountSid}/Calls": "2010", "GET /notes": "notes",
    }  # fmt: skip
    assert contracts.of(contracts.operation("call.list")).api.base.suffix == ".json"


def test_a_set_that_nobody_stated_is_told() -> None:
    assert [str(limit) for limit in package().limits.of("chosen")] == [
        (
            "chosen: #/paths/~12010~1Accounts~1{AccountSid}~1Calls.json/get: "
            "GET /2010/Accounts/{AccountSid}/Calls.json and others, 5 in all, have their own "
            "conventions"
        ),
        "chosen: #/paths/~1notes/get: GET /notes and others, 5 in all, have their own conventions",
    ]


@pytest.mark.parametrize(("path", "name"), [
    ("/v3/routes/{id}", "v3_routes"), ("/v4/domains", "v4_domains"), ("/v1", "v1"),
    ("/v1.2/{account}/x", "v1.2_account"), ("/rooms/{room}/doors", "rooms"), ("/", "others"),
])  # fmt: skip
def test_a_part_begins_with_its_version(path: str, name: str) -> None:
    calls: Any = [SimpleNamespace(path=one, above="") for one in (path, "/elsewhere")]
    assert {family.name for family in apart(calls, "")} == {name, "elsewhere"}
