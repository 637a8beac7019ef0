"""Deletions and replacements are held to what they say, by a server that nobody built from them."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from sandbox.defects import discover
from tests.packages.holding import PACKAGES, held, sandbox_of, wrong
from tests.packages.library_server import Library

PACKAGE = PACKAGES / "library"
FAULTS = [name for name in discover(PACKAGE) if name.startswith(("delete.", "replace."))]

# What is wrong with the server, and what must be found; nothing else of deletions may be.
PLANTED: dict[str, tuple[str, ...]] = {
    "nothing_deleted": (
        "*.delete.delete.gone", "*.delete.delete.twice", "book.delete.delete.unlisted",
    ),
    "deleted_again": ("*.delete.delete.twice", "*.delete.unknown_id*"),
    "all_deleted": ("*.delete.delete.others",),
    "unmarked": ("member.delete.delete.answer", "member.delete.delete.gone"),
    "nothing_left": ("member.delete.delete.gone",),
    "chatty": ("book.delete.delete.answer",),
    "put_is_patch": ("book.replace.replace.cleared.*",),
    "made_anew": ("book.replace.replace.kept", "book.replace.response.created_kept"),
}  # fmt: skip


def test_an_honest_server_and_the_sandbox_keep_every_promise() -> None:
    for respond in (Library(), sandbox_of(PACKAGE)):
        found = held(PACKAGE, respond)
        assert wrong(found) == {}
        untested = {name for name, v in found.items() if v.status == "not_testable"}
        assert len(found) > 450
        assert len(untested) < 10, untested


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found_and_nothing_else(bug: str) -> None:
    found = held(PACKAGE, Library(bug), "*.delete.*", "*.replace.*")
    told = wrong(found)
    for glob in PLANTED[bug]:
        assert any(fnmatchcase(name, glob) for name in told), (glob, told)
    stray = [n for n in told if not any(fnmatchcase(n, glob) for glob in PLANTED[bug])]
    assert stray == []


# The resource whose deletion shows a fault, where it is not the one with the empty answer.
SHOWN_BY = {
    "delete.answer.another_id": "member", "delete.answer.not_marked": "member",
    "delete.answer.emptied": "room",
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_by_its_law(fault: str) -> None:
    law = fault.rpartition(".")[0]
    claims = f"{SHOWN_BY.get(fault, 'book')}.*.{law.partition('.')[0]}.*"
    found = held(PACKAGE, sandbox_of(PACKAGE, fault), claims)
    assert [name for name, v in found.items() if v.law == law and v.status == "fail"]


def test_there_are_several_faults_of_each_law() -> None:
    laws = [name.rpartition(".")[0] for name in FAULTS]
    assert {law: laws.count(law) > 2 for law in laws} == dict.fromkeys(laws, True)


def test_nothing_is_deleted_that_the_run_did_not_make() -> None:
    server = Library()
    mine = {kind: server.things[kind] for kind in server.things}
    strangers = {}
    for kind, label in (("books", "bok_x"), ("members", "mem_x"), ("rooms", "rom_x")):
        strangers[kind] = {"id": label, "kind": kind[:-1], "made_at": 1_600_000_000}
        mine[kind][label] = strangers[kind]
    held(PACKAGE, server, "*.delete.*", "*.replace.*")
    assert {kind: mine[kind][item["id"]] for kind, item in strangers.items()} == strangers
