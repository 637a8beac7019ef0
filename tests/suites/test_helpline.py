"""Refusals in a list, ids that are numbers, deletions that are remembered: declared, and held."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from contracts import load
from contracts.openapi import export
from harness.pointing import leading
from tests.packages.helpline_server import KEY, Helpline
from tests.packages.holding import PACKAGES, held, sandbox_of, told, wrong
from tests.suites.servers import Call

PACKAGE = PACKAGES / "helpline"


def test_an_honest_server_keeps_all_and_its_document_says_so() -> None:
    found = held(PACKAGE, Helpline(), *told(PACKAGE), key=KEY)
    assert wrong(found) == {}
    assert Counter(verdict.status for verdict in found.values())["pass"] > 350
    document = export(load(PACKAGE))
    refusal = document["components"]["schemas"]["error"]["properties"]["errors"]
    assert (refusal["type"], sorted(refusal["items"]["properties"])) == (
        "array", ["code", "detail", "field"]
    )  # fmt: skip
    row = document["paths"]["/tickets/{ticket}"]["get"]["parameters"][0]
    assert row["schema"] == {"type": "integer", "x-references": ["ticket"]}


def test_its_own_sandbox_remembers_what_is_gone() -> None:
    respond = sandbox_of(PACKAGE)
    key = {"x-api-key": "sk_test_assay"}

    def ask(method: str, path: str, body: str = "") -> tuple[int, object]:
        answer = respond(Call(method, f"/v2{path}", "", body, key))
        return answer.status, json.loads(answer.body) if answer.body else None

    status, made = ask("POST", "/tickets", "subject=a&caller.name=b&tags=x&tags=y")
    item = leading(made, "ticket")
    assert (status, item["caller"]["name"], item["tags"]) == (201, "b", ["x", "y"])
    assert ask("DELETE", f"/tickets/{item['id']}") == (204, None)
    for method, name, expected in (("GET", item["id"], (410, "gone")),
                                   ("DELETE", item["id"], (410, "gone")),
                                   ("GET", 7, (404, "not_found"))):  # fmt: skip
        status, refusal = ask(method, f"/tickets/{name}")
        assert (status, leading(refusal, "errors.0.code")) == expected
    assert wrong(held(PACKAGE, sandbox_of(PACKAGE), "ticket.delete.*", "ticket.retrieve.*")) == {}


@pytest.mark.parametrize(("bug", "shown_by"), [
    ("no_list", "create.required.subject"), ("one_code", "delete.delete.twice"),
    ("not_gone", "delete.delete.gone"), ("forgets", "delete.delete.gone"),
    ("undead", "delete.delete.twice"), ("ghosts", "delete.delete.unlisted"),
    ("merges", "replace.replace.cleared.note"), ("clears", "update.keeps.unsent"),
    ("again", "solve.transition.solved"), ("bare", "create.response.sent_values"),
    ("texts", "create.response.response_table"), ("vip_lost", "create.echo.caller[vip]"),
    ("one_off", "list.paging.once"), ("page_total", "list.paging.total"),
    ("takes_all", "create.unknown.assay_unknown"), ("any_size", "create.range_above.priority"),
    ("twice", "create.makes.one"),
])  # fmt: skip
def test_what_is_planted_is_found(bug: str, shown_by: str) -> None:
    operation, topic, *_ = shown_by.split(".")
    only = [name for name in told(PACKAGE) if name.startswith(f"ticket.{operation}.{topic}")]
    assert f"ticket.{shown_by}" in wrong(held(PACKAGE, Helpline(bug), *only, key=KEY))
