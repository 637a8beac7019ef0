"""Several sets of conventions in a package: whose an operation is, and what is wrong in one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts import ContractError, load
from contracts.openapi import export, sendable
from tests.packages.holding import PACKAGES

BOARD = PACKAGES / "switchboard"


def changed(folder: Path, *pairs: tuple[str, str], file: str = "api.yaml") -> Path:
    """Return a copy of the switchboard in which some texts are others."""
    copy = folder / "board"
    shutil.copytree(BOARD, copy)
    text = (copy / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (copy / file).write_text(text, encoding="utf-8")
    return copy


def refusal(folder: Path, *pairs: tuple[str, str], file: str = "api.yaml") -> str:
    with pytest.raises(ContractError) as found:
        load(changed(folder, *pairs, file=file))
    return str(found.value)


def test_each_operation_has_the_conventions_of_one_set() -> None:
    contracts = load(BOARD)
    assert {o.id: o.set for o in contracts.operations} == {
        "room.create": "", "room.retrieve": "", "room.list": "", "room.lock": "locks",
        "caller.create": "classic", "caller.retrieve": "classic", "caller.update": "classic",
        "caller.delete": "classic", "caller.list": "classic",
    }  # fmt: skip
    caller = contracts.of(contracts.operation("caller.list"))
    assert (caller.api.list.by, caller.api.list.limit) == ("page", "page_size")
    assert (contracts.api.list.by, contracts.api.list.limit) == ("cursor", "limit")
    assert contracts.operation("caller.list").paging == {"limit": "page_size", "page": "page"}


def test_a_set_differs_from_the_package_key_by_key() -> None:
    contracts = load(BOARD)
    own = contracts.of(contracts.operation("caller.create"))
    assert own.api.auth.wrong == "board-wrong-0123456789"  # of the package
    assert (own.api.auth.schemes, own.api.auth.refused) == (("basic",), (401,))
    assert own.api.idempotency is None
    missing = own.situation("required", contracts.operation("caller.create"))
    assert missing is not None
    assert (missing.status, missing.code) == ((400,), ("20001",))
    assert own.situation("unknown", contracts.operation("caller.create")) is None


def test_a_set_may_be_like_one_before_it() -> None:
    contracts = load(BOARD)
    lock = contracts.of(contracts.operation("room.lock"))
    assert lock.api.base.prefix == "/classic/{account}"
    assert (lock.api.object.id, lock.api.object.stands, lock.api.id.type) == (
        "id",
        "bare",
        "string",
    )


def test_a_set_may_be_like_a_preset(tmp_path: Path) -> None:
    like = ("    like: classic\n", "    like: payments\n    auth: {schemes: [query], name: k}\n")
    contracts = load(changed(tmp_path, like))
    lock = contracts.of(contracts.operation("room.lock")).api
    assert (lock.name, lock.error.envelope, lock.auth.schemes) == (
        "switchboard",
        "error",
        ("query",),
    )
    assert lock.base.prefix == ""


def test_the_same_conventions_are_the_same_object() -> None:
    contracts = load(BOARD)
    one, other = map(contracts.operation, ("caller.list", "caller.create"))
    assert contracts.of(one) is contracts.of(other)
    assert contracts.of(one).of(contracts.operation("room.list")) is contracts
    assert contracts.of(one).whole is contracts


def test_what_is_no_ones_is_left_out_by_name(tmp_path: Path) -> None:
    contracts = load(changed(tmp_path, ("default: base\n", ""), ("preflight: caller.list\n", "")))
    assert [one.id for one in contracts.unbound] == ["room.create", "room.retrieve", "room.list"]
    assert "room.list" not in {operation.id for operation in contracts.operations}
    assert contracts.operation("room.lock").set == "locks"


def test_another_set_may_hold_where_none_fits(tmp_path: Path) -> None:
    contracts = load(changed(tmp_path, ("default: base", "default: locks")))
    assert contracts.operation("room.create").set == "locks"


# What is changed in api.yaml, the line that the refusal names, and what it says.
WRONG = {
    "no such default": (("default: base", "default: clasic"), 44, "default",
                        "'clasic' is no set of conventions; did you mean 'classic'?"),
    "no such preset": (("like: classic", "like: payment"), 39, "sets.locks.like",
                       "did you mean 'payments'?"),
    "a glob that fits nothing": (('["/Callers*"]', '["/Callers*", "/Caler/*"]'), 20,
                                 "sets.classic.paths[1]", "'/Caler/*' fits no path"),
    "an id that fits nothing": (("[room.lock]", "[room.lok]"), 40, "sets.locks.operations[0]",
                                ("'room.lok' fits no operation of the package; did you mean "
                                "'room.lock'?")),
    "all of it is another's": (("[room.lock]", "[caller.list]"), 39, "sets.locks",
                               "each operation that it fits belongs to 'classic'"),
    "no glob": (("    operations: [room.lock]\n", ""), 39, "sets.locks", "it needs 'paths'"),
    "a key that nobody knows": (("names: {asked: pascal, ", "name_s: {asked: pascal, "), 25,
                                "sets.classic.name_s", "did you mean 'names'?"),
    "what is the package's": (("    like: classic\n", "    like: classic\n    host: x\n"), 40,
                              "sets.locks.host", "is said of the whole package"),
    "what a section refuses": (("by: page, after", "by: pages, after"), 29,
                               "sets.classic.list.by", "'pages' is not one of"),
    "a set called base": (("  locks:\n", "  base:\n"), 39, "sets.base", "name the set otherwise"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    pair, line, path, says = WRONG[name]
    found = refusal(tmp_path, pair)
    assert found.startswith(f"api.yaml:{line}: {path}: "), found
    assert says in found


def test_a_default_needs_sets(tmp_path: Path) -> None:
    folder = PACKAGES / "notes"
    copy = tmp_path / "notes"
    shutil.copytree(folder, copy)
    with (copy / "api.yaml").open("a", encoding="utf-8") as file:
        file.write("default: base\n")
    with pytest.raises(ContractError, match="there are none"):
        load(copy)


def test_the_preflight_of_what_is_left_out_is_refused(tmp_path: Path) -> None:
    pairs = (("default: base\n", ""), ("preflight: caller.list", "preflight: room.list"))
    assert "preflight: 'room.list' is no operation" in refusal(tmp_path, *pairs)


def test_the_export_has_the_keys_the_paths_and_the_refusals_of_each_set() -> None:
    contracts = load(BOARD)
    found = sendable(contracts)
    assert "/v2/rooms" in found["paths"]
    old = found["paths"]["/classic/AC7/Callers.json"]["post"]
    assert old["security"] == [{"basic_classic": []}]
    assert found["components"]["securitySchemes"]["basic_classic"] == {
        "type": "http", "scheme": "basic",
    }  # fmt: skip
    assert old["responses"]["default"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/error_classic"
    }
    assert "security" not in found["paths"]["/v2/rooms"]["post"]
    assert list(old["responses"]) == ["200", "default"]
    assert list(export(contracts)["paths"]["/rooms"]["post"]["responses"]) == ["201", "default"]
