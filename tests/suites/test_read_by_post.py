"""What is read by POST, its id in the form, is held to all that is asked of what is read."""

from __future__ import annotations

import shutil
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from contracts import ContractError, load
from contracts.openapi import sendable
from sandbox.defects import discover
from suites.asking import planned
from tests.packages.chat_server import Chat
from tests.packages.holding import PACKAGES, held, sandbox_of, told, wrong
from tests.suites.servers import Answer, Call

CHAT = PACKAGES / "chat"
OWN = "named."  # topic of ids that stand in a form

# What is wrong with the server, and the claims that find it.
PLANTED: dict[str, tuple[str, ...]] = {
    "any key": ("conversation.info.auth.wrong_key",),
    "guesses": (
        "conversation.info.named.missing.channel",
        "conversation.rename.named.missing.channel",
    ),
    "makes up": ("conversation.info.unknown_id", "conversation.rename.unknown_id"),
    "last one": ("conversation.info.named",),
    "bare": ("conversation.create.readable", "conversation.info.accepts"),
    "unmarked": ("conversation.info.response.success_status",),
    "deaf": ("conversation.rename.copies.updated.name",),
    "all renamed": ("conversation.rename.neighbours",),
    "undead": ("conversation.delete.delete.gone", "conversation.delete.delete.unlisted"),
    "all public": ("conversation.create.echo.is_private",),
    "unfiltered": ("conversation.list.filter.matches.is_private",),
    "oldest first": ("conversation.list.pagination.newest_first",),
    "one more": ("conversation.list.pagination.page_size", "message.history.pagination.page_size"),
    "any cursor": ("conversation.list.paging.bad_token",),
    "gap": ("conversation.list.paging.once",),
    "overlap": ("message.history.paging.once",),
    "ends early": ("conversation.list.paging.ends",),
    "sticky": ("message.delete.delete.gone",),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found(bug: str) -> None:
    found = wrong(held(CHAT, Chat(bug), *PLANTED[bug]))
    assert sorted(found) == sorted(PLANTED[bug])


def test_an_honest_server_and_the_sandbox_keep_every_promise() -> None:
    for respond in (Chat(), sandbox_of(CHAT)):
        found = held(CHAT, respond, *told(CHAT))
        assert wrong(found) == {}
        untested = {name for name, v in found.items() if v.status == "not_testable"}
        assert len(untested) <= 3, untested
        assert len(found) > 350


def test_nothing_is_asked_of_a_read_that_is_one_of_a_write() -> None:
    claims = planned(CHAT.resolve(), "standard").claims
    for name in ("conversation.info", "conversation.list", "message.history"):
        own = {claim.removeprefix(f"{name}.").partition(".")[0] for claim in claims
               if claim.startswith(f"{name}.")}  # fmt: skip
        assert own & {"idempotency", "makes", "keeps", "neighbours", "copies"} == set()
        assert own >= {"auth", "accepts", "response"}
    assert "conversation.info.unknown_id" in claims
    assert "message.history.unknown_id" in claims
    assert "message.update.copies.updated.text" in claims


def test_a_read_is_sent_as_the_api_has_it() -> None:
    seen: list[Call] = []
    server = Chat()

    def respond(call: Call) -> Answer:
        seen.append(call)
        return server(call)

    held(CHAT, respond, "conversation.info.accepts", "message.permalink.accepts")
    info = next(call for call in seen if call.path == "/api/conversations.info")
    assert (info.method, info.query) == ("POST", "")
    assert info.body.startswith("channel=C0000")
    assert info.body.endswith("&token=sk_test_assay")
    link = next(call for call in seen if call.path == "/api/chat.get")
    assert (link.method, link.body) == ("GET", "")
    assert link.query.startswith("channel=C0")
    assert "&id=M0" in link.query


def test_a_wide_form_is_not_written_to_a_stranger() -> None:
    """What a read by POST names may be anybody's: it changes nothing; what is deleted is ours."""
    seen: list[Call] = []
    server = Chat()
    for number in range(3):
        server(Call("POST", "/api/conversations.create", "", f"name=s{number}&token=sk_test_assay"))
    strangers = set(server.channels)

    def respond(call: Call) -> Answer:
        seen.append(call)
        return server(call)

    held(CHAT, respond, "conversation.delete.delete.*", "conversation.archive.accepts")
    assert strangers <= set(server.channels)
    assert any(call.path.endswith(".delete") for call in seen)


@pytest.mark.parametrize("fault", [n for n in discover(CHAT) if n.startswith(OWN)])
def test_each_fault_is_found_by_its_law(fault: str) -> None:
    law = fault.rpartition(".")[0]
    found = held(CHAT, sandbox_of(CHAT, fault), "conversation.*.named*")
    assert [n for n, v in found.items() if v.law == law and v.status == "fail"]


@pytest.mark.parametrize(
    "fault", ["paging.once.first_of_a_page_lost", "paging.ends.never_the_last"]
)
def test_faults_of_lists_are_found_in_lists_by_post(fault: str) -> None:
    found = held(CHAT, sandbox_of(CHAT, fault), "conversation.list.paging.*")
    assert [n for n, v in found.items() if v.status == "fail"]


def test_the_export_has_the_ids_where_they_are_sent() -> None:
    paths = sendable(load(CHAT))["paths"]
    body = paths["/api/conversations.info"]["post"]["requestBody"]
    schema = body["content"]["application/x-www-form-urlencoded"]["schema"]
    assert (schema["required"], body["required"]) == (["channel"], True)
    link = paths["/api/chat.get"]["get"]["parameters"]
    assert {(row["name"], row["in"], row["required"]) for row in link} == {
        ("channel", "query", True), ("id", "query", True),
    }  # fmt: skip


# What is changed in conversation.yaml, and what is said of it.
WRONG = {
    "no such row": (("about: channel\n    parameters:", "about: chanel\n    parameters:"),
                    "'chanel' is no row of a query or of a body; did you mean 'channel'?"),
    "no id": (("channel: {type: string, references: [conversation]}", "channel: {type: boolean}"),
              "'channel' holds an id: a string, or an integer"),
    "a method that is none": (("kind: list\n    method: POST", "kind: list\n    method: PUT"),
                              "'PUT' does not fit the kind 'list'"),
    "a filter of a creation": (("is_private: {type: boolean}",
                                "is_private: {type: boolean, unseen: true}"),
                               "'unseen' is said of rows of a query"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told(name: str, tmp_path: Path) -> None:
    (old, new), says = WRONG[name]
    copy = tmp_path / "chat"
    shutil.copytree(CHAT, copy)
    text = (copy / "conversation.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (copy / "conversation.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContractError) as found:
        load(copy)
    assert says in str(found.value)
    assert fnmatchcase(str(found.value), "conversation.yaml:*: operations.*")


def test_a_list_shows_what_was_made_by_a_form_that_names_its_object() -> None:
    chat, claim = PACKAGES / "chat", "message.history.parents.listed"
    assert held(chat, Chat(), claim)[claim].status == "pass"
    assert held(chat, sandbox_of(chat), claim)[claim].status == "pass"
    for fault in ("all_of_the_kind", "all_of_an_empty_one"):
        broken = sandbox_of(chat, f"parents.listed.{fault}")
        assert held(chat, broken, claim)[claim].status == "fail"
