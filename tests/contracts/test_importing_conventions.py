"""Documents of quite different APIs: each convention that one states, or lets guess, is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.importing.whole import Imported, imported
from tests.packages.holding import held, sandbox_of, wrong
from tests.packages.writing import write

DATA = Path(__file__).parent / "data" / "openapi"


@cache
def package(name: str) -> Imported:
    return imported(DATA / f"{name}.yaml")


def api(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(package(name).files["api.yaml"])
    return found


def operations(name: str) -> dict[str, dict[str, Any]]:
    files = [t for path, t in package(name).files.items() if path.startswith("resources/")]
    every = (o for text in files for o in yaml.safe_load(text)["operations"].values())
    return {f"{one['method']} {one['path']}": one for one in every}


@pytest.mark.parametrize(("name", "section", "expected"), [
    ("texting", "names", {"asked": "pascal"}),
    ("texting", "object", {"id": "sid"}),
    ("texting", "base", {"prefix": "/2010-04-01", "suffix": ".json"}),
    ("texting", "list", {"limit": "page_size", "maximum": 1000, "by": "link",
                         "next": "next_page_uri", "end": "no_next"}),
    ("workspace", "list", {"limit": "limit", "by": "token", "end": "no_next",
                           "token": {"row": "cursor", "field": "response_metadata.next_cursor"}}),
    ("workspace", "success", {"create": [200], "retrieve": [200], "list": [200], "action": [200],
                              "mark": {"field": "ok", "value": True}}),
    ("workspace", "error", {"told": "mark", "mark": {"field": "ok", "value": False},
                            "code": "error"}),
    ("workspace", "auth", {"schemes": ["bearer"]}),
    ("mail", "neighbours", ["domain"]),
    ("mail", "list", {"items": "items", "limit": "limit", "maximum": 1000, "default": 100,
                      "by": "link", "next": "paging.next", "end": "no_next"}),
    ("billing", "list", {"items": "list", "wrapper": "noun", "limit": "limit", "default": 10,
                         "maximum": 100, "by": "token", "end": "no_next",
                         "token": {"row": "offset", "field": "next_offset"}}),
    ("billing", "object", {"id": "id", "stands": "noun"}),
    ("billing", "delete", {"method": "POST", "answer": "object"}),
    ("forge", "list", {"limit": "per_page", "default": 20, "by": "page", "page": {"row": "page"},
                       "end": "short"}),
    ("forge", "id", {"type": "integer"}),
    ("shelf", "object", {"id": "isbn_id"}),
    ("shelf", "success", {"create": [201], "retrieve": [200], "update": [204], "delete": [204],
                          "list": [200], "action": [202], "empty": [204]}),
    ("shelf", "update", {"method": "PATCH"}),
])  # fmt: skip
def test_a_convention_is_read(name: str, section: str, expected: Any) -> None:
    assert api(name)[section] == expected


@pytest.mark.parametrize("name", ["billing", "forge", "letters", "mail", "shelf", "texting"])
def test_what_a_document_does_not_speak_of_is_not_asked(name: str) -> None:
    assert not {"idempotency", "expansion", "metadata", "unknown", "search"} & set(api(name))


@pytest.mark.parametrize(("name", "title", "kind", "stands"), [
    ("workspace", "POST /conversations.create", "create", "channel"),
    ("workspace", "POST /reminders.add", "create", "reminder"),
    ("mail", "POST /lists", "create", "list"),
    ("mail", "PUT /routes/{id}", "replace", "bare"),  # its set has objects under their nouns
    ("mail", "POST /{domain}/bounces", "action", None),
    ("billing", "POST /coupons/create_for_items", "create", None),
    ("billing", "POST /customers/{customer-id}/delete", "delete", None),
    ("billing", "GET /customers", "list", None),
    ("shelf", "PATCH /books/{isbn}", "update", "absent"),
    ("shelf", "POST /books/{isbn}/lend", "action", None),
])  # fmt: skip
def test_what_an_operation_does_and_where_its_object_stands(
    name: str, title: str, kind: str, stands: str | None
) -> None:
    found = operations(name)[title]
    assert (found["kind"], found.get("stands")) == (kind, stands)


def rows(name: str, title: str, where: str) -> dict[str, Any]:
    found: dict[str, Any] = operations(name)[title]["parameters"][where]
    return found


def test_an_id_in_a_path_that_is_another_field_is_what_its_resource_is_named_by() -> None:
    path = rows("forge", "GET /projects/{id}/issues/{issue_iid}", "path")
    assert "references" in path["id"]
    issue = path["issue_iid"]["references"][0]
    told = yaml.safe_load(package("forge").files[f"resources/{issue}.yaml"])["id"]
    assert told == {"field": "iid", "type": "integer"}


def test_a_key_among_the_rows_is_no_row() -> None:
    assert "token" not in rows("workspace", "GET /reminders.info", "query")
    lines = [limit.reason for limit in package("workspace").limits.of("chosen")]
    assert "'token' is the key, which is sent as auth says" in lines


def test_a_row_that_takes_what_a_page_gave_is_given_nothing_else() -> None:
    query = rows("texting", "GET /Accounts/{AccountSid}/Messages", "query")
    assert query["page_token"] == {"type": "string", "format": "cursor"}
    assert rows("letters", "GET /addresses", "query")["after"]["format"] == "cursor"


def test_rows_have_the_names_of_their_fields_and_literal_ones_stay() -> None:
    query = rows("texting", "GET /Accounts/{AccountSid}/Messages", "query")
    assert query["DateSent<"] == {"type": "string", "format": "rfc3339"}
    assert query["date_sent"] == {"type": "string", "format": "rfc3339"}


def test_an_id_that_the_caller_may_choose_is_another_one_each_time() -> None:
    found = rows("billing", "POST /customers", "body")["id"]
    assert (found["example"], found["guessed"]) == ("@unique.id", ["values"])


def test_a_filter_that_no_object_shows_is_presumed() -> None:
    query = rows("shelf", "GET /books", "query")
    assert query["past"]["guessed"] == ["values"]
    assert "guessed" not in query["genre"]


def test_its_own_sandbox_keeps_what_a_document_says(tmp_path: Path) -> None:
    write(package("shelf").files, tmp_path)
    found = held(tmp_path, sandbox_of(tmp_path), "book.*.accepts", "book.update.keeps*")
    assert not wrong(found)
    assert [v.status for name, v in found.items() if name.endswith(".accepts")] == ["pass"] * 6
