"""Every key of `api.yaml` has an example in docs/conventions.md, and the examples are read."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.api_schema import schema
from contracts.conventions import OTHERS, sections
from contracts.loader import API, load
from contracts.model import Api
from contracts.presets import FOLDER, presets
from tests.copies import parsed

PAGE = Path(__file__).parents[2] / "docs" / "conventions.md"
EXAMPLES = [yaml.safe_load(text) for text in
            re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)]  # fmt: skip


def keys(value: Any) -> Iterator[str]:
    """Yield the dotted keys of a section, and of the sections in it."""
    for name, kind in sections(value).items():
        yield name
        if dataclasses.is_dataclass(kind):
            yield from (f"{name}.{below}" for below in keys(kind))


def told(value: Any) -> Iterator[str]:
    """Yield the dotted keys of an example."""
    for name, inner in value.items() if isinstance(value, dict) else ():
        yield name
        yield from (f"{name}.{below}" for below in told(inner))


def test_each_key_has_an_example() -> None:
    shown = {key for example in EXAMPLES for key in told(example)}
    assert {*keys(Api), *OTHERS} - shown == set()


def test_each_example_has_keys_that_there_are() -> None:
    known = {*keys(Api), *schema()["properties"]}
    tops = {key for example in EXAMPLES for key in example}
    assert tops - known - {"resource", "operations"} == set()


@pytest.mark.parametrize("name", presets())
def test_a_preset_holds_conventions_alone(name: str) -> None:
    found = parsed(FOLDER / f"{name}.yaml")
    assert found.keys() <= {*sections(Api), "situations"} - {"name", "host", "version"}


def test_the_built_in_api_is_like_payments() -> None:
    preset, own = parsed(FOLDER / "payments.yaml"), parsed(API / "api.yaml")
    for section, said in preset.items():
        for key, value in said.items() if isinstance(said, dict) else ():
            known = own[section][key]
            if section == "situations":
                known = {name: part for name, part in known.items() if name != "clause"}
            assert value == known or set(value) <= set(known), f"{section}.{key}"


PARCEL = """
resource: parcel
object: parcel
operations:
  retrieve: {kind: retrieve, path: "/parcels/{parcel}"}
fields: {id: {type: string, required: true}}
"""


def package(folder: Path, text: str, parcel: str = PARCEL) -> Path:
    folder.mkdir()
    (folder / "api.yaml").write_text(text, encoding="utf-8")
    (folder / "parcel.yaml").write_text(parcel, encoding="utf-8")
    return folder


def test_what_an_api_says_lies_over_its_preset(tmp_path: Path) -> None:
    text = """
name: parcels
like: payments
search: null
error: {code: reason}
situations: {unknown_id: {status: [410]}, not_expandable: null}
"""
    found = load(package(tmp_path / "api", text))
    assert found.api.search is None
    assert (found.api.error.code, found.api.error.type) == ("reason", "type")
    gone = found.refusal("unknown_id")
    assert (gone.status, gone.code) == ((410,), ("resource_missing",))
    assert found.situation("not_expandable") is None


def test_an_operation_differs_part_by_part(tmp_path: Path) -> None:
    folder = package(tmp_path / "api", """
name: parcels
situations: {unknown_id: {status: [404], code: [1, 2]}, required: {level: should, status: [400]}}
""", """
resource: parcel
object: parcel
situations: {unknown_id: {status: [410]}}
operations:
  create: {kind: create, path: /parcels, situations: {required: {code: [x]}, unknown_id: null}}
  retrieve: {kind: retrieve, path: "/parcels/{parcel}", success: [203]}
fields: {id: {type: string, required: true}}
""")  # fmt: skip
    found = load(folder)
    create, retrieve = found.operation("parcel.create"), found.operation("parcel.retrieve")
    assert found.situation("unknown_id", create) is None
    gone, lacking = found.refusal("unknown_id", retrieve), found.refusal("required", create)
    assert (gone.status, gone.code, gone.levels) == (
        (410,), ("1", "2"), {"status": "must", "code": "must"},
    )  # fmt: skip
    assert (lacking.level, lacking.code) == ("should", ("x",))
    assert lacking.levels == {"status": "should", "code": "should"}
    assert (create.success, retrieve.success) == ((), (203,))
