"""No document ends an import with a traceback: it loads as it was read, or a line says why not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from contracts import loader
from contracts.importing import parsing
from contracts.importing.document import read
from contracts.importing.limits import DocumentError
from contracts.importing.whole import Imported, imported
from tests.packages.writing import write

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


def told(data: Any, folder: Path) -> list[str]:
    """Return what an import of a document could not read."""
    file = folder / "document.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return [f"{limit.pointer}: {limit.reason}" for limit in imported(file).limits.of("not read")]


ROW = (
    "#/paths/~1boxes/post/requestBody/content/application~1x-www-form-urlencoded/schema"
    "/properties/row"
)
LOOP = {"schemas": {"Loop": {"$ref": "#/components/schemas/Loop"}}}


@pytest.mark.parametrize(("schema", "expected"), [
    ({"$ref": 5}, f"{ROW}: $ref is '5', and no address"),
    ({"$ref": ""}, f"{ROW}: $ref is '', and no address"),
    ({"$ref": "#/components/schemas/Loop"},
     "#/components/schemas/Loop: its references lead in a circle"),
    ({"$ref": "https://127.0.0.1:9/x.json"},
     f"{ROW}: 'https://127.0.0.1:9/x.json' leads nowhere: nothing is fetched; put a copy beside"),
    ({"$ref": "../../etc/passwd"},
     f"{ROW}: '../../etc/passwd' leads nowhere: it is not below the folder of"),
    ({"enum": [str(n) for n in range(3000)]},
     f"{ROW}/enum: 3,000 values, more than 2,000: any will do"),
])  # fmt: skip
def test_what_is_lost_is_told_with_its_place(schema: Any, expected: str, tmp_path: Path) -> None:
    lines = told({**asked(row=schema), "components": LOOP}, tmp_path)
    assert [line for line in lines if line.startswith(expected)]


def test_a_pipe_beside_a_document_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert any(line.endswith("'pipe.yaml' leads nowhere: there is no such file")
               for line in told(asked(row={"$ref": "pipe.yaml"}), tmp_path))  # fmt: skip


@pytest.mark.parametrize(("name", "text", "reason"), [
    ("d.json", '{"openapi": "3.0.0", "paths": {}, "paths": {}}',
     "d.json#: the key 'paths' stands twice in one mapping"),
    ("d.yaml", "openapi: 3.0.0\npaths: {}\npaths: {}\n",
     "d.yaml:3: not YAML: the key 'paths' stands here twice"),
    ("d.json", '{"openapi": "3.0.0", "paths": {"/x": ' + "9" * 5000 + "}}",
     "d.json#/paths/~1x: a whole number of more than 30 digits"),
    ("d.yaml", "openapi: 3.0.0\ninfo: " + "9" * 5000 + "\npaths: {}\n",
     "d.yaml#/info: a whole number of more than 30 digits"),
    ("d.json", "[" * 5000, "d.json#: it is nested too deeply"),
])  # fmt: skip
def test_a_file_of_which_something_would_be_lost_is_refused(
    name: str, text: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        imported(tmp_path / name)
    assert str(caught.value).endswith(reason)


def test_a_file_that_is_no_text_is_refused_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_bytes(b"openapi: 3.0.0\ninfo: {title: caf\xe9}\n")
    with pytest.raises(DocumentError, match=r"d\.yaml:2: not UTF-8"):
        imported(tmp_path / "d.yaml")


def test_a_file_without_end_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "LARGEST", 10)
    (tmp_path / "d.json").write_text(json.dumps(asked()), encoding="utf-8")
    with pytest.raises(DocumentError, match="larger than 10 bytes"):
        imported(tmp_path / "d.json")


@pytest.mark.parametrize("url", ["../..", "http://[", "https://x/{id}", "https://x/a b?c#d", "//"])
def test_a_server_that_is_no_address_makes_a_package_all_the_same(url: str, tmp_path: Path) -> None:
    file = tmp_path / "document.json"
    file.write_text(json.dumps({**asked(), "servers": [{"url": url}]}), encoding="utf-8")
    write(imported(file).files, tmp_path / "package")
    assert loader._read(tmp_path / "package").api.base.prefix == ""
