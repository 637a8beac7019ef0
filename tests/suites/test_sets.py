"""Two parts of one API that have conventions of their own are each held to theirs."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from contracts import load
from sandbox.defects import discover
from suites.asking import planned
from suites.conventions import conventions
from tests.packages.holding import PACKAGES, held, sandbox_of, told, wrong
from tests.packages.switchboard_server import Switchboard

BOARD = PACKAGES / "switchboard"

# What is wrong with the server, and the claims that say so: these, and no other.
PLANTED: dict[str, tuple[str, ...]] = {
    "any key": ("caller.*.auth.*", "room.lock.auth.*"),
    "nobody": ("caller.create.required.friendly_name",),
    "ancient": ("caller.*.range_above.age",),
    "any seats": ("room.create.range_above.seats",),
    "takes all": ("room.*.unknown.assay_unknown",),
    "old status": ("room.create.response.success_status",),
    "new errors": (
        "caller.*.response.error_envelope",
        "caller.*.unknown_id",
        "room.lock.unknown_id",
    ),
    "undead": ("caller.delete.delete.*",),
    "young": ("caller.update.echo.*",),
    "overlap": ("caller.list.paging.*",),
    "skips": ("room.list.pagination.*", "room.list.law.*"),
    "forgets keys": ("room.*.idempotency.*", "room.create.response.replay_header"),
    "unlocked": ("room.lock.required.lock_reason",),
}


def test_an_honest_server_and_the_sandbox_keep_every_promise() -> None:
    for respond in (Switchboard(), sandbox_of(BOARD)):
        found = held(BOARD, respond, *told(BOARD))
        assert wrong(found) == {}
        untested = {name for name, v in found.items() if v.status == "not_testable"}
        assert {name for name in untested if not name.endswith("dialect.encoded_values")} == set()
        assert len(found) > 250


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found_and_nothing_else(bug: str) -> None:
    found = wrong(held(BOARD, Switchboard(bug), *PLANTED[bug]))
    assert found
    kept = wrong(held(BOARD, Switchboard(bug), "*.accepts", "*.auth.no_key"))
    others = {name for name in kept if not any(fnmatchcase(name, g) for g in PLANTED[bug])}
    assert others == set()


def test_what_one_set_has_is_not_asked_of_another() -> None:
    claims = planned(BOARD.resolve(), "standard").claims
    assert "room.create.idempotency.replayed" in claims
    assert [name for name in claims if ".idempotency." in name and "caller" in name] == []
    assert "caller.list.paging.once" in claims
    assert "room.list.paging.once" not in claims
    assert "caller.create.unknown.taken" in claims
    assert "room.create.unknown.taken" not in claims
    assert "room.lock.required.lock_reason" in claims


def test_a_request_is_sent_as_its_operation_is_asked() -> None:
    names = conventions(load(BOARD))
    assert names.of("caller.list").beginning == "/classic/AC7"
    assert names.of("", "GET", "/rooms/r_1").beginning == "/v2"
    assert names.of("", "POST", "/rooms/r_1/lock").sending.scheme == "basic"
    assert names.of("", "GET", "/Callers/x/y").ending == ".json"  # by its path alone
    assert names.of("", "GET", "/nowhere") is names


def test_a_fault_of_the_reference_server_is_found_in_each_set() -> None:
    faults = [name for name in discover(BOARD) if name.startswith("paging.once.")]
    assert faults
    for fault in faults[:2]:
        found = wrong(held(BOARD, sandbox_of(BOARD, fault), "caller.list.paging.*"))
        assert found
