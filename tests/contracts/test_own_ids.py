"""Resources whose objects are named by another field than most: read, asked, imported."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from assay.cli import cli
from contracts import ContractError, load
from contracts.importing.whole import Imported, imported
from contracts.model.shapes import IdShape
from contracts.openapi import export
from suites.law import Unavailable
from suites.looking.ids import of_none
from tests.packages.holding import PACKAGES, held, sandbox_of, wrong
from tests.packages.writing import write

ATLAS = PACKAGES / "atlas"


def test_its_operations_have_the_conventions_of_the_package_but_for_ids() -> None:
    contracts = load(ATLAS)
    named = {name: contracts.named(name).api for name in ("city", "country", "country.line")}
    assert {name: api.object.id for name, api in named.items()} == {
        "city": "id", "country": "code", "country.line": "number",
    }  # fmt: skip
    assert named["country.line"].id == IdShape("integer")
    assert named["country"].list is contracts.api.list
    create = contracts.operation("city.create")
    assert (create.ids.pattern, create.other_ids["country"].pattern) == ("[a-f0-9]{24}", "[A-Z]{8}")
    assert not any(operation.nameless for operation in contracts.operations)


def test_nobody_is_told_of_a_set_that_nobody_wrote() -> None:
    listed = CliRunner().invoke(cli, ["list", "operations", "--contracts", str(ATLAS)])
    assert "GET /countries/{country}" in listed.output
    assert "base" not in listed.output


def test_an_id_of_nothing_looks_as_those_of_its_kind_do() -> None:
    contracts = load(ATLAS)
    assert of_none(contracts, "country").isupper()
    assert len(of_none(contracts, "country")) == 8
    assert of_none(contracts, "country.line") == "1999999999"
    assert len(of_none(contracts, "city")) == 24


def test_of_few_ids_none_is_surely_nobodys(tmp_path: Path) -> None:
    copy = changed(tmp_path, "country.yaml", '{field: code, pattern: "[A-Z]{8}"',
                   '{field: code, pattern: "[A-Z]{2}"')  # fmt: skip
    with pytest.raises(Unavailable, match=r"ids of 'country' are so short that '[A-Z]{2}' may be"):
        of_none(load(copy), "country")


ASKED = (
    "country.retrieve.unknown_id", "country.retrieve.answers", "country.create.echo*",
    "country.create.copies.*", "country.list.pagination.*", "country.list.cursor.unknown",
    "country.list.lists_created", "country.line.retrieve.*", "country.line.create.readable",
    "city.create.reference.country", "city.create.echo.country", "*.response.id_prefix",
)  # fmt: skip


def test_its_sandbox_keeps_all_that_is_asked_of_it() -> None:
    found = held(ATLAS, sandbox_of(ATLAS), *ASKED)
    assert wrong(found) == {}
    assert {v.status for v in found.values()} == {"pass"}
    assert len(found) > len(ASKED)


def test_an_export_says_what_its_ids_are_like() -> None:
    parameters = export(load(ATLAS))["paths"]["/countries/{country}"]["get"]["parameters"]
    own = next(row for row in parameters if row.get("in") == "path")
    assert own["schema"]["pattern"] == "^(?:[A-Z]{8})$"


@pytest.mark.parametrize(("old", "new", "says"), [
    ("field: code,", "field: cod,", "id.field: 'cod' is no field of it; did you mean 'code'?"),
    ("field: code,", "field: code, type: integer,",
     "id: the field 'code' is of the type 'string', the id is not"),
    ("field: code,", "", "id: the key 'field' is missing"),
    ("field: code,", "field: code, by: path,", "id.by: unknown key 'by'; known here: "),
    ('pattern: "[A-Z]{8}", chosen', 'pattern: "(a+)+", chosen',
     "id.pattern: a repetition, or a choice, inside a repetition may take for ever"),
    ("chosen: caller", "chosen: nobody", "id.chosen: "),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(ContractError) as found:
        load(changed(tmp_path, "country.yaml", f"{old}", new))
    assert f"country.yaml:4: {says}" in str(found.value)


def test_what_no_operation_names_has_no_ids_of_its_own(tmp_path: Path) -> None:
    copy = changed(tmp_path, "country.yaml", "resource: country\n", "resource: country\n")
    text = "resource: land\nobject: land\nid: {field: code}\nfields: {code: {type: string}}\n"
    (copy / "land.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContractError, match=r"land\.yaml:3: id: it says what operations name"):
        load(copy)


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """Return a copy of the atlas in which a text stands otherwise where it stands first."""
    copy = folder / "atlas"
    shutil.copytree(ATLAS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


# -- importing -------------------------------------------------------------------------------


def _object(**fields: str) -> dict[str, Any]:
    return {"type": "object", "required": list(fields),
            "properties": {name: {"type": kind} for name, kind in fields.items()}}  # fmt: skip


def _answer(name: str, *, many: bool = False) -> dict[str, Any]:
    one = {"$ref": f"#/components/schemas/{name}"}
    page = {"type": "object", "properties": {"data": {"type": "array", "items": one}}}
    return {"200": {"description": "", "content": {
        "application/json": {"schema": page if many else one}}}}  # fmt: skip


def _paths() -> dict[str, Any]:
    """Return customers and plans with an `id`, lands with a code, issues with an id and a number,
    accounts that paths name by two fields, and tags whose ids are numbers.
    """
    found: dict[str, Any] = {}
    for path, name, row in (
        ("/customers", "Customer", "customer"), ("/plans", "Plan", "plan_id"),
        ("/lands", "Land", "land_code"), ("/issues", "Issue", "number"), ("/tags", "Tag", "tag_id"),
    ):  # fmt: skip
        rows = [{"name": row, "in": "path", "required": True, "schema": {"type": "string"}}]
        found[path] = {"get": {"responses": _answer(name, many=True)}}
        found[f"{path}/{{{row}}}"] = {"get": {"parameters": rows, "responses": _answer(name)}}
    for row, path in (("id", "/accounts/{id}"), ("email", "/accounts/by-email/{email}")):
        rows = [{"name": row, "in": "path", "required": True, "schema": {"type": "string"}}]
        found[path] = {"get": {"parameters": rows, "responses": _answer("Account")}}
    return found


@pytest.fixture(name="package")
def _package(tmp_path: Path) -> Imported:
    schemas = {
        "Customer": _object(id="string"), "Plan": _object(id="string"),
        "Land": _object(code="string"), "Issue": _object(id="string", number="integer"),
        "Account": _object(id="string", email="string"), "Tag": _object(id="integer"),
    }  # fmt: skip
    document = {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": _paths(),
                "components": {"schemas": schemas}}  # fmt: skip
    file = tmp_path / "document.yaml"
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    return imported(file)


def test_what_paths_name_by_two_fields_says_by_which(package: Imported, tmp_path: Path) -> None:
    account = yaml.safe_load(package.files["resources/account.yaml"])["operations"]
    rows = {name: one["parameters"]["path"] for name, one in account.items()}
    assert {by for one in rows.values() for row in one.values() if (by := row.get("by"))} == {
        "email"
    }
    write(package.files, tmp_path / "p")
    load(tmp_path / "p")
    assert [
        str(limit).partition(": ")[2]
        for limit in package.limits.of("chosen")
        if "account" in str(limit)
    ] == [
        (
            "#/paths/~1accounts~1by-email~1{email}/get: GET /accounts/by-email/{email}: "
            "'email' is 'email' of a account, not its 'id'"
        )
    ]


def test_what_paths_name_by_another_field_says_so(package: Imported) -> None:
    own = {name: yaml.safe_load(text).get("id") for name, text in package.files.items()
           if name.startswith("resources/")}  # fmt: skip
    assert own == {
        "resources/customer.yaml": None, "resources/plan.yaml": None,
        "resources/account.yaml": None, "resources/land.yaml": {"field": "code"},
        "resources/issue.yaml": {"field": "number", "type": "integer"},
        "resources/tag.yaml": {"field": "id", "type": "integer"},
    }  # fmt: skip
