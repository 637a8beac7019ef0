"""Operations whose paths have two ids are asked of the object that stands last, below its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.packages.exchange_server import Exchange
from tests.packages.holding import PACKAGES, held, sandbox_of, told, wrong

PACKAGE = PACKAGES / "exchange"

# What is wrong with the server, and the claims that say so.
PLANTED: dict[str, tuple[str, ...]] = {
    "undead": ("call.delete.delete.gone", "call.delete.delete.twice"),
    "first": ("call.create.texts.to",),
    "any ring": ("call.create.range_above.ring",),
    "whole line": ("call.update.neighbours",),
    "deaf": ("call.update.copies.updated.to",),
    "overlap": ("call.list.pagination.forward_walk", "call.list.pagination.starting_after"),
}


def test_an_honest_server_and_the_sandbox_keep_every_promise() -> None:
    for respond in (Exchange(), sandbox_of(PACKAGE)):
        found = held(PACKAGE, respond, *told(PACKAGE))
        assert wrong(found) == {}
        untested = {name for name, v in found.items() if v.status == "not_testable"}
        assert untested == set()


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found(bug: str) -> None:
    found = wrong(held(PACKAGE, Exchange(bug), *PLANTED[bug]))
    assert sorted(found) == sorted(PLANTED[bug])


# Laws of updates and deletions that once took what an id names for granted.
UNSAID = ("call.update.neighbours", "call.update.copies.updated", "call.update.keeps.empty_body",
          "call.delete.delete.others", "call.update.texts.to")  # fmt: skip


@pytest.mark.parametrize("claim", UNSAID)
def test_an_id_of_which_nothing_is_said_makes_a_claim_untestable(
    claim: str, tmp_path: Path
) -> None:
    copy = tmp_path / "exchange"
    shutil.copytree(PACKAGE, copy)
    text = (copy / "call.yaml").read_text(encoding="utf-8")
    text = text.replace("call: {type: string, required: true, references: [call]}",
                        "call: {type: string, required: true}")  # fmt: skip
    (copy / "call.yaml").write_text(text, encoding="utf-8")
    found = held(copy, Exchange(), claim)[claim]
    assert (found.status, found.message) == (
        "not_testable", "nothing says what 'call' in the path names",
    )  # fmt: skip
