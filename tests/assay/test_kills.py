"""The kill table speaks of every law and fault, and a smoke run is what is computed from it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from assay.kills.covering import Held, aims_of, chosen, folds, ordered, unrelated
from assay.kills.keeping import again
from assay.kills.table import STAND, Found, Table, read, write
from assay.kills.tabulating import measure
from contracts.cover import cover
from contracts.errors import ContractError
from contracts.loader import API
from sandbox.defects import discover
from suites import quick
from suites.asking import planned
from suites.discovery import exchange_laws

MOST = 400  # requests of a smoke run
HINT = "assay prove --table && assay prove --cover"


def test_the_table_speaks_of_every_law_and_kind_of_subject() -> None:
    table, plan = read(API), planned(API, "standard")
    facets = {candidate.facet for candidate in quick.candidates(plan)}
    assert facets == set(table.costs) - {STAND}, HINT
    laws = {facet.partition(" ")[0] for facet in facets}
    of_exchanges = {law.name for law in exchange_laws(API)}
    assert laws | of_exchanges == of_exchanges | {c.law for c in plan.claims.values()}, HINT


def test_the_table_speaks_of_every_fault() -> None:
    assert set(read(API).found) == set(discover(API)), HINT


@pytest.mark.whole
def test_the_cover_is_what_is_computed_from_the_table() -> None:
    found = cover(API)
    assert found is not None
    assert again(API, len(found)) == found, HINT


@pytest.mark.whole
def test_a_smoke_run_is_small_and_judges_each_of_its_facets() -> None:
    held = measure(API, cover(API) or ())
    assert 0 < held.requests <= MOST
    assert not held.idle


def test_a_smoke_run_asks_one_claim_of_a_facet_and_every_operation_of_a_broad_law() -> None:
    plan = planned(API, "smoke")
    facets = [quick.facet_of(asked) for group in plan.groups for asked in group.asked]
    assert set(facets) == cover(API)
    for asked in (asked for group in plan.groups for asked in group.asked):
        if not asked.law.broad and not asked.law.parts:
            assert facets.count(quick.facet_of(asked)) == 1


def test_a_package_without_a_cover_is_asked_a_law_after_the_other() -> None:
    plan = planned(API, "standard")
    found = quick.smoke(plan, None)
    laws = {asked.law.name for group in found.groups for asked in group.asked}
    assert len(quick.default(plan)) == quick.ROOM
    assert len(laws) == quick.ROOM


TABLE = Table(
    costs={
        STAND: {"g": 2, "h": 0},
        "a.a list": {"g": 1},
        "a.b list": {"g": 1},
        "c.c create": {"h": 30},
    },
    found={
        "a.a.x": Found(frozenset({"a.a"}), frozenset({"a.a list"})),
        "c.c.x": Found(frozenset({"a.b", "response.r"}), frozenset({"a.b list", "c.c create"})),
        "c.c.y": Found(),
    },
)
OPERATIONS = {"a.a list": {"o.list"}, "a.b list": {"o.list"}, "c.c create": {"o.create"}}


def test_what_notices_most_for_its_requests_comes_first() -> None:
    aims = aims_of(TABLE, OPERATIONS, TABLE.found)
    wanted = {("law", "c.c"), ("operation", "o.create"), ("fault", "c.c.x")}
    assert aims["c.c create"] == wanted
    assert ordered(TABLE, aims, 3, 99) == ["a.a list", "a.b list", "c.c create"]
    assert ordered(TABLE, aims, 2, 99) == ["a.a list", "a.b list"]
    assert ordered(TABLE, aims, 3, 3) == ["a.a list"]


def test_as_many_facets_are_chosen_as_fit_and_none_that_judges_nothing() -> None:
    aims = aims_of(TABLE, OPERATIONS, TABLE.found)
    requests = {"a.a list": 3, "a.b list": 1, "c.c create": 30}

    def hold(facets: Collection[str]) -> Held:
        took = {facet: {"g": requests[facet]} for facet in facets if facet != "c.c create"}
        idle = frozenset({"a.a list"} & set(facets))
        return Held(sum(requests[facet] for facet in facets), took, idle)

    for limit, wanted in ((4, {"a.b list"}), (31, {"a.b list", "c.c create"})):
        facets, table = chosen(TABLE, aims, hold, limit)
        assert facets == wanted
        assert table.idle == {"a.a list"}


def test_faults_that_other_laws_find_alone_are_told() -> None:
    told = dict(unrelated(TABLE, lambda fault: fault.rpartition(".")[0]))
    assert told == {"c.c.x": ["a.b", "response.r"]}


def test_faults_of_one_group_stand_in_one_part() -> None:
    parts = folds(["a.1", "a.2", "b.1", "c.1"], lambda name: name[0], 2)
    assert sorted(map(sorted, parts)) == [["a.1", "a.2"], ["b.1", "c.1"]]


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    write(tmp_path, TABLE)
    assert read(tmp_path) == TABLE
    assert read(tmp_path / "nowhere") == Table()


def test_a_cover_with_a_word_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "smoke.yaml").write_text("laws: {a.b: [list]}\nrequests: 3\n", encoding="utf-8")
    with pytest.raises(ContractError, match="requests"):
        cover(tmp_path)
