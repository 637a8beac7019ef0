"""What may be one of several things: lists, constants and components that stand in each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from contracts.model import Contracts
from tests.contracts.test_importing import lines, of, package
from tests.contracts.test_importing_odd import pets


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
