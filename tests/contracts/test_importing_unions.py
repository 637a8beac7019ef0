"""What may be one of several things, and names that files or contracts cannot have as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from contracts.importing.writing import package as written
from contracts.model import Contracts
from tests.contracts.test_importing import document, lines, of, package
from tests.contracts.test_importing_odd import answers, pets


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _read(data: Any, folder: Path) -> tuple[Contracts, list[str]]:
    """Return a package, and what was not read of its document."""
    found = of(data, folder)
    return package(found, folder / "out"), lines(found, "not read")


def _part(kind: str, **properties: Any) -> dict[str, Any]:
    said = {"type": "string", "enum": [kind]}
    return {"type": "object", "required": ["kind"], "properties": {"kind": said, **properties}}


def _list(*members: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"oneOf": list(members)}}


def test_lists_of_one_name_are_lists_of_what_each_may_hold(tmp_path: Path) -> None:
    """A box may hold a row, and a row a label: no component stands inside itself."""
    text = {"type": "string"}
    components = {
        "Row": _part("row", parts=_list(_ref("Label"))),
        "Box": _part("box", parts=_list(_ref("Row"), _ref("Label")), edge=text),
        "Label": _part("label", text=text, mark={"oneOf": [_ref("Mark"), _ref("Sign")]}),
        "Mark": _part("mark", colour=text), "Sign": _part("sign", size={"type": "integer"}),
    }  # fmt: skip
    rows = {"parts": _list(_ref("Row"), _ref("Box"), _ref("Label"))}
    found, unread = _read(pets(rows, **components), tmp_path)
    there = {path for path in found.operation("pet.create").rows if "[kind]" not in path}
    assert {"parts[][edge]", "parts[][mark][colour]", "parts[][parts][][text]",
            "parts[][parts][][parts][][text]",
            "parts[][parts][][parts][][mark][size]"} <= there  # fmt: skip
    assert not any("stands inside itself" in line for line in unread)


def test_what_does_stand_inside_itself_ends(tmp_path: Path) -> None:
    components = {"Node": _part("node", text={"type": "string"}, below=_list(_ref("Node")))}
    found, unread = _read(pets({"tree": _ref("Node")}, **components), tmp_path)
    there = {path for path in found.operation("pet.create").rows if path.startswith("tree[")}
    assert there == {"tree[kind]", "tree[text]"}
    assert any("stands inside itself" in line for line in unread)


def test_constants_are_one_enum_however_many(tmp_path: Path) -> None:
    consts = [{"type": "integer", "const": number, "title": f"n{number}"} for number in range(90)]
    found, unread = _read(pets({"size": {"oneOf": consts}}), tmp_path)
    assert found.operation("pet.create").row("size").enum == tuple(map(str, range(90)))
    assert not any("alternatives" in line for line in unread)


def test_a_parameter_of_no_place_in_the_path_is_listed(tmp_path: Path) -> None:
    ghost = {"name": "ghost", "in": "path", "required": True, "schema": {"type": "string"}}
    _, unread = _read(pets({}, ghost), tmp_path)
    assert "#/paths/~1pets/get/parameters/0: the path has no 'ghost'" in unread


# -- names ------------------------------------------------------------------------------------


def _named(*names: str) -> dict[str, Any]:
    """Return a document of objects that are called so, each with a path of its own."""
    found: dict[str, Any] = {}
    for number, name in enumerate(names):
        answer = {"type": "object", "required": ["id"], "title": name, "properties": {
            "id": {"type": "string"}, f"field_{number}": {"type": "string"}}}  # fmt: skip
        found[name] = answer
    paths = {f"/t{number}": {"post": {"responses": answers(_ref(name))}}
             for number, name in enumerate(names)}  # fmt: skip
    return document(paths, components={"schemas": found})


def test_each_resource_has_a_file_that_every_system_can_have(tmp_path: Path) -> None:
    long = "A" * 300
    found = of(_named("Con", "check.json", "0", "__init__", long), tmp_path)
    own = {file for file in found.files if file.startswith("resources/")}
    assert own == {"resources/_con.yaml", "resources/check.json.yaml", "resources/_0.yaml",
                   "resources/init.yaml", f"resources/{'a' * 120}.yaml"}  # fmt: skip
    made = package(found, tmp_path / "out")
    assert {resource.name for resource in made.resources} == {
        "con", "check.json", "_0", "init", long.lower(),
    }  # fmt: skip


def test_files_of_two_long_names_are_two() -> None:
    one, two = "a" * 200 + "b", "a" * 200 + "c"
    files = written({}, {one: {}, two: {}, "Check": {}, "check": {}}, "")
    assert {file for file in files if file.startswith("resources/")} == {
        f"resources/{'a' * 120}.yaml", f"resources/{'a' * 120}_2.yaml",
        "resources/Check.yaml", "resources/check_2.yaml",
    }  # fmt: skip


def test_a_path_may_begin_with_a_digit(tmp_path: Path) -> None:
    path = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    done = {"parameters": path, "responses": {"200": {"description": ""}}}
    paths = {"/3ds_methods": {"post": {"responses": answers({"type": "object", "properties": {
        "id": {"type": "string"}}})}}, "/3ds_methods/{id}/2fa": {"post": done}}  # fmt: skip
    made = package(of(document(paths), tmp_path), tmp_path / "out")
    assert {operation.id for operation in made.operations} == {
        "_3ds_method._3ds_methods", "_3ds_method._2fa",
    }  # fmt: skip


def test_a_cursor_of_a_number_takes_what_a_page_gave(tmp_path: Path) -> None:
    after = {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0}}
    found = package(of(pets({}, after), tmp_path), tmp_path / "out")
    row = found.operation("pet.list").row("after")
    assert (found.api.list.by, row.type, row.format) == ("cursor", "string", "cursor")
