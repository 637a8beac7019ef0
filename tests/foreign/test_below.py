"""Two APIs whose objects stand below others, by servers that others could have written.

The trunk has numbers and messages: names in capitals, times of mail, links, ids of a pattern. The
desk has shops, orders and lines: whole numbers for ids, what is deleted says so, keys in the form.
"""

from __future__ import annotations

import pytest

from sandbox.defects import discover
from tests.packages.desk_server import Desk
from tests.packages.holding import PACKAGES, held, sandbox_of, told, wrong
from tests.packages.trunk_server import Trunk

SERVERS: dict[str, type[Desk | Trunk]] = {"desk": Desk, "trunk": Trunk}

# What no value of theirs shows: a filter of few values, a state of which nothing is told.
UNTESTED: dict[str, set[str]] = {
    "desk": {
        "line.list.filter.none.kind", "order.cancel.response.state_fields",
        "shop.list.filter.none.currency",
    },
    "trunk": set(),
}  # fmt: skip

# package, bug -> what says so
PLANTED: dict[tuple[str, str], str] = {
    ("desk", "keys_any_form"): "order.create.idempotency.changed_parameters",
    ("desk", "keys_forgotten"): "order.create.idempotency.race",
    ("desk", "carrier_lost"): "order.ship.transition.confirmed",
    ("desk", "ship_early"): "order.ship.transition.draft",
    ("desk", "confirmed_at_lost"): "order.confirm.response.state_fields",
    ("desk", "delete_silent"): "shop.delete.delete.gone",
    ("desk", "lines_all"): "line.delete.delete.others",
    ("desk", "put_is_patch"): "order.replace.replace.cleared.note",
    ("desk", "put_new_id"): "order.replace.replace.kept",
    ("desk", "patch_drops_note"): "order.update.keeps.unsent",
    ("desk", "patch_drops_tags"): "order.update.keeps.unsent",
    ("desk", "patch_resets"): "shop.update.keeps.unsent",
    ("desk", "total_of_page"): "order.list.paging.total",
    ("desk", "note_cleared_text"): "order.update.unset.note",
    ("desk", "parent_free"): "line.retrieve.parents.found",
    ("desk", "list_of_all"): "line.list.parents.listed",
    ("desk", "shop_wrong"): "order.create.parents.told",
    ("trunk", "link_loses_filter"): "number.list.paging.once",
    ("trunk", "parent_free"): "message.delete.parents.found",
    ("trunk", "list_of_all"): "message.list.parents.listed",
    ("trunk", "iso_dates"): "number.create.response.times",
    ("trunk", "redact_drops_period"): "message.redact.keeps.unsent",
    ("trunk", "update_resets_method"): "number.update.keeps.unsent",
    ("trunk", "missing_400"): "number.update.unknown_id",
    ("trunk", "undead"): "number.delete.delete.gone",
    ("trunk", "ends_early"): "message.list.paging.once",
}


@pytest.mark.parametrize("name", SERVERS)
def test_an_honest_server_is_clean_and_nearly_all_is_judged(name: str) -> None:
    found = held(PACKAGES / name, SERVERS[name](), *told(PACKAGES / name))
    assert wrong(found) == {}
    assert {n for n, v in found.items() if v.status == "not_testable"} == UNTESTED[name]
    assert len(found) > 450


@pytest.mark.parametrize(("name", "bug"), PLANTED, ids=[" ".join(pair) for pair in PLANTED])
def test_a_planted_bug_is_found(name: str, bug: str) -> None:
    claim = PLANTED[name, bug]
    assert list(wrong(held(PACKAGES / name, SERVERS[name](bug), claim))) == [claim]


FAULTS = [name for name in discover(PACKAGES / "exchange") if name.startswith("parents.")]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_by_its_law(fault: str) -> None:
    package, law = PACKAGES / "exchange", fault.rpartition(".")[0]
    found = wrong(held(package, sandbox_of(package, fault), "*.parents.*"))
    assert {name.partition(".")[2].partition(".")[2] for name in found} == {law}
