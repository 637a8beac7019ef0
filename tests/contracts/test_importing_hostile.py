"""No document ends an import with a traceback: it loads as it was read, or a line says why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from contracts import loader
from contracts.importing.document import read
from contracts.importing.limits import DocumentError
from contracts.importing.whole import Imported, imported
from contracts.importing.writing import write

DATA = Path(__file__).parent / "data" / "openapi"
SPOILT: tuple[Any, ...] = (
    None, [], {}, 5, "x", True, -1.5, {"$ref": "#/nowhere"}, {"$ref": "#"}, ["x", None], {"": ""},
    {"type": ["null"]}, {"enum": [[], {}, None]},
    {"allOf": [{"$ref": "#/components/schemas/Box"}, 1]},
)  # fmt: skip
EVERY = 19  # places between two that are spoilt; a prime, so that each value comes everywhere


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield above
    if isinstance(value, dict | list):
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(below, (*above, key))


def spoilt(document: Any, place: tuple[Any, ...], value: Any) -> Any:
    found = deepcopy(document)
    here = found
    for key in place[:-1]:
        here = here[key]
    here[place[-1]] = value
    return found


def read_as_far_as_it_goes(file: Path) -> Imported | None:
    try:
        return imported(file)
    except DocumentError:
        return None


@pytest.mark.parametrize("name", ["depot", "chat"])
def test_a_spoilt_document_is_read_as_far_as_it_goes(name: str, tmp_path: Path) -> None:
    document = read(DATA / f"{name}.yaml").value
    values, tried = cycle(SPOILT), 0
    for place in list(places(document))[1::EVERY]:
        file = tmp_path / "document.json"
        file.write_text(json.dumps(spoilt(document, place, next(values))), encoding="utf-8")
        found = read_as_far_as_it_goes(file)
        if found is not None and found.operations:
            tried += 1
            folder = tmp_path / f"p{tried}"
            write(found.files, folder)
            loader._read(folder)
    assert tried > 5


def test_a_document_that_repeats_itself_does_not_fill_the_memory(tmp_path: Path) -> None:
    lines = ["a0: &a0 {type: string}"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (tmp_path / "d.yaml").write_text("\n".join([*lines, "openapi: 3.0.0", "paths: {}"]), "utf-8")
    assert imported(tmp_path / "d.yaml").operations == 0


@pytest.mark.parametrize("schema", [
    {"$ref": "#/components/schemas/Loop"}, {"allOf": [{"$ref": "#/components/schemas/Loop"}]},
    {"properties": {"x": {"anyOf": [{"$ref": "#/components/schemas/Loop"}] * 40}}},
    {"anyOf": [{"anyOf": [{"type": "string"}] * 9}] * 9}, False, {"properties": {"x": False}},
])  # fmt: skip
def test_a_schema_that_leads_nowhere_ends(schema: Any, tmp_path: Path) -> None:
    loop = {
        "anyOf": [
            {"$ref": "#/components/schemas/Loop"},
            {"allOf": [{"$ref": "#/components/schemas/Loop"}]},
        ]
    }
    form = {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    data = {"openapi": "3.1.0", "info": {}, "components": {"schemas": {"Loop": loop}}, "paths": {
        "/x": {"post": {"requestBody": form, "responses": {"200": {"description": ""}}}},
    }}  # fmt: skip
    (tmp_path / "d.json").write_text(json.dumps(data), encoding="utf-8")
    assert imported(tmp_path / "d.json").operations == 1


def asked(**schemas: Any) -> dict[str, Any]:
    """Return a document whose one operation has rows of these schemas."""
    form = {"schema": {"type": "object", "properties": schemas}}
    answer = {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}}
    call = {
        "requestBody": {"content": {"application/x-www-form-urlencoded": form}},
        "responses": {"200": {"description": "", "content": {"application/json": answer}}},
    }
    return {"openapi": "3.0.0", "info": {"title": "x", "version": "1"},
            "paths": {"/boxes": {"post": call}}}  # fmt: skip


def test_bounds_that_nothing_fits_are_left_out_and_the_package_loads(tmp_path: Path) -> None:
    schemas = {
        "number": {"type": "integer", "minimum": 9, "maximum": 3},
        "text": {"type": "string", "minLength": 9, "maxLength": 3},
        "endless": {"type": "string", "minLength": 1_000_000_000},
        "pattern": {"type": "string", "pattern": "a{900000000}"},
        "broken": {"type": "string", "pattern": "("},
        "odd": {"oneOf": {}, "anyOf": 5, "allOf": 5},
    }
    file = tmp_path / "document.json"
    file.write_text(json.dumps(asked(**schemas)), encoding="utf-8")
    found = imported(file)
    write(found.files, tmp_path / "package")
    rows = loader.load(tmp_path / "package").operations[0].parameters
    names = ("number", "text", "endless", "pattern", "broken")
    bounds = {row.name: (row.minimum, row.maximum, row.min_length, row.max_length, row.pattern)
              for row in rows if row.name in names}  # fmt: skip
    assert bounds == dict.fromkeys(names, (None, None, None, None, ""))


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ('{"type": "integer", "minimum": 1e400}', "/minimum: inf is no number"),
        ('{"type": "integer", "maximum": NaN}', "/maximum: nan is no number"),
        ('{"type": "string", "enum": ["\\ud800"]}', "/enum/0: '\\ud800' is half a character"),
        ('{"maxLength": 1' + "0" * 40 + "}", "/maxLength: a whole number of more than 30 digits"),
    ],
)
def test_what_no_file_can_hold_is_told_with_its_place(
    schema: str, reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "document.json"
    file.write_text(json.dumps(asked(row="HERE")).replace('"HERE"', schema), encoding="utf-8")
    with pytest.raises(DocumentError, match=r"properties/row") as caught:
        imported(file)
    assert reason in str(caught.value)
