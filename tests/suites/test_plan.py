"""The plan is the same whoever asks: it depends on contracts and profile alone."""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import product

import pytest

from contracts import load
from contracts.loader import API
from contracts.model import Operation
from contracts.retired import retired
from harness.claim import Outcome
from sandbox.auth import SECRET
from suites import asking
from suites.asking import planned, selected
from suites.discovery import FEEDING, columns, discover, exchange_laws
from suites.law import PROFILES, Family, Law, law, passed
from suites.plan import COLUMNS
from suites.selection import Selection, Unmatched, select
from suites.settling import settled, unreached
from suites.subjects import operations
from tests.near import answering
from tests.running import command, run
from tests.suites.servers import Reference
from tests.suites.small import plan_of


def _all(_operation: Operation) -> bool:
    return True


def _passing(name: str, family: Family, **rest: object):  # type: ignore[no-untyped-def]
    @law(family, clause="G-1", name=name, **rest)  # type: ignore[arg-type]
    def body(_stood: object) -> Outcome:
        return passed()

    return body


def _stand(_lab: object, operation: Operation) -> Operation:
    return operation


FAMILY = Family("made", operations(_all), _stand)


def test_a_smaller_profile_asks_a_part_of_a_larger_one() -> None:
    smoke, standard, thorough = (set(planned(API, name).claims) for name in PROFILES)
    assert smoke < standard < thorough


def test_each_operation_is_asked() -> None:
    plan = planned(API, "standard")
    titles = Counter(claim.operation for claim in plan.claims.values())
    assert set(titles) == {operation.title for operation in load().operations}


def test_every_claim_is_asked_by_a_group_of_the_plan() -> None:
    for profile in PROFILES:
        plan = planned(API, profile)
        names = {group.id for group in plan.groups}
        lost = [claim.id for claim in plan.claims.values()
                if not claim.groups or not set(claim.groups) <= names]  # fmt: skip
        assert lost == []


def test_a_group_is_written_as_its_name() -> None:
    """Tools write it as the parameter of a test, and tell tests apart by that."""
    group = planned(API, "smoke").groups[0]
    assert repr(group) == group.id
    assert len(group.id) < 100


def test_claims_and_laws_stand_under_the_name_of_their_file() -> None:
    for found in discover(API):
        topic, _, rule = found.name.partition(".")
        assert topic
        assert rule
    plan = planned(API, "thorough")
    operation_of = {operation.title: operation.id for operation in load().operations}
    for claim in plan.claims.values():
        words = plan.law_of[claim.law].words
        start = f"{operation_of[claim.operation]}.{words}"
        assert claim.id == start or claim.id.startswith(f"{start}.")


def test_a_law_says_what_holds_and_not_what_it_raises() -> None:
    """It is the title of a cause, and a rule of SARIF: nobody there knows of exceptions."""
    says = {law.name: law.says for law in discover(API)}
    assert says["keeps.unsent"] == "An update changes only what was passed."
    assert [name for name, text in says.items() if "Unavailable" in text or " Raises" in text] == []


def test_a_claim_asked_alone_is_asked_as_in_a_whole_run() -> None:
    """No more laws are loaded than a filter reaches: the groups are those of the whole plan."""
    plan = planned(API, "standard")
    for claim in list(plan.claims)[::400]:
        alone, whole = selected(API, "standard", (claim,)), select(plan, (claim,))
        assert alone.asked == whole.asked
        assert [group.id for group in alone.groups] == [group.id for group in whole.groups]


def test_each_topic_stands_in_a_column_that_the_overview_has() -> None:
    """Another name would be a column of its own behind the others."""
    assert set(columns(API).values()) <= set(COLUMNS)


@pytest.fixture
def nothing_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has asked for nothing yet."""
    monkeypatch.setattr(asking, "_whole", set())
    selected.cache_clear()


@pytest.mark.usefixtures("nothing_planned")
def test_laws_that_no_filter_reaches_are_not_loaded() -> None:
    plan = selected(API, "standard", ("issuing.card.list.pagination.*",)).plan
    assert {law.topic for law in plan.laws} == {"pagination"}


@pytest.mark.usefixtures("nothing_planned")
def test_a_law_of_exchanges_loads_what_shows_it_and_no_more() -> None:
    """What feeds is written down; the groups are those of the whole plan, with all their laws."""
    fed_by = {name for law in exchange_laws(API) for name in law.fed_by}
    families = [law.family for law in discover(API) if law.family is not None]
    assert {f.name for f in families if f.feeds} | fed_by == set(FEEDING)
    names = ("payment_intent.capture.response.carried", "issuing.card.retrieve.response.money")
    for only in names:
        alone, whole = selected(API, "standard", (only,)), select(planned(API, "standard"), (only,))
        assert _asked(alone) == _asked(whole)
        loaded = {law.name for law in alone.plan.laws}
        assert {law.name for law in discover(API) if _shows(law)} <= loaded
        assert not [law for law in alone.plan.laws if law.topic == "machine"]


def _shows(law: Law) -> bool:
    return law.family is not None and law.family.name in FEEDING


def _asked(selection: Selection) -> dict[str, list[str]]:
    return {group.id: [asked.claim.id for asked in group.asked] for group in selection.groups}


def test_two_groups_of_one_name_are_refused() -> None:
    twice = Family("", lambda c: [*c.operations[:1]] * 2, _stand)
    with pytest.raises(ValueError, match="two groups are named"):
        plan_of(_passing("made.a", twice))
    assert plan_of(_passing("made.a", FAMILY)).groups


def test_a_claim_that_two_groups_ask_is_refused_unless_it_is_told_in_parts() -> None:
    second = Family("again", operations(_all), _stand)
    laws = _passing("made.a", FAMILY), _passing("made.a", second)
    with pytest.raises(ValueError, match=r"made\.a' is asked by"):
        plan_of(*laws)
    parts = _passing("made.a", FAMILY, parts=True), _passing("made.a", second, parts=True)
    assert plan_of(*parts).groups


CARD = "issuing.card.list.pagination.page_size"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (CARD, {CARD}),
        (
            "issuing.card.list.response.response_table.amount",
            {"issuing.card.list.response.response_table"},
        ),
        (
            "issuing.card.list.response.response_table",
            {"issuing.card.list.response.response_table"},
        ),
        ("mandate.*.response.*_table.livemode", {"mandate.retrieve.response.response_table"}),
        ("mandate.*.response.*_table", {"mandate.retrieve.response.response_table"}),
    ],
)
def test_a_filter_selects_claims_and_a_place_its_claim(text: str, wanted: set[str]) -> None:
    assert selected(API, "standard", (text,)).asked == wanted


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("payment_itnent.*", "payment_intent"),
        ("issuing.card.list.pagination.page_siz", CARD),
        ("nothing.like.it", ""),
    ],
)
def test_a_filter_that_matches_nothing_is_told_with_near_names(text: str, near: str) -> None:
    with pytest.raises(Unmatched) as told:
        selected(API, "standard", (text,))
    assert repr(text) in str(told.value)
    assert near in str(told.value)


def test_one_lost_filter_among_others_is_told() -> None:
    with pytest.raises(Unmatched, match=r"'\*\.paginaton'"):
        selected(API, "standard", (CARD, "*.paginaton"))


def test_a_retired_id_asks_for_what_replaced_it() -> None:
    former = retired(API)
    assert former.renamed
    every = planned(API, "thorough").claims
    for old, new in former.renamed.items():
        assert old not in every
        assert new in selected(API, "standard", (old,)).asked


def test_an_id_that_nothing_replaces_says_why() -> None:
    gone = retired(API).gone
    wanted = {old: f"{old} is asked no more: {reason}" for old, reason in gone.items()}
    for only in (tuple(gone), tuple(gone)[:1]):
        with pytest.raises(Unmatched) as found:
            selected(API, "standard", only)
        assert found.value.told == {old: wanted[old] for old in only}


def test_filters_reach_the_same_as_the_whole_plan() -> None:
    """To plan only what filters can reach changes neither the claims nor the groups."""
    whole = planned(API, "standard")
    names = sorted(whole.claims)
    chosen = random.Random(1).sample(names, 40)
    for text in (*chosen, "*.echo.*", "mandate", "*.response.times", "payment_intent.capture.*"):
        part, all_of_it = selected(API, "standard", (text,)), select(whole, (text,))
        assert part.claims() == all_of_it.claims()
        assert [g.id for g in part.groups] == [g.id for g in all_of_it.groups]


def test_a_part_of_the_plan_is_asked_by_its_own_groups() -> None:
    found = selected(API, "standard", (CARD,))
    assert [group.id for group in found.groups] == ["issuing.card.list.pagination"]


def test_a_claim_that_no_answer_showed_is_not_testable_and_one_forgotten_is_an_error() -> None:
    asked = ("issuing.card.list.response.times", CARD)
    found = selected(API, "standard", asked)
    assert unreached(found, {}) == sorted(asked)
    told = {verdict.id: verdict.status for verdict in settled(found, ())}
    assert told == {asked[0]: "not_testable", CARD: "error"}


def test_the_plan_is_listed_without_a_target(tmp_path) -> None:  # type: ignore[no-untyped-def]
    done = command("list", "claims", "--only", CARD, "--json", folder=tmp_path)
    assert done.code == 0
    (claim,) = json.loads(done.said.rpartition("]")[0] + "]")
    assert (claim["id"], claim["clause"], claim["law"]) == (CARD, "G-55", "pagination.page_size")
    assert claim["groups"] == ["issuing.card.list.pagination"]
    lost = command("list", "claims", "--only", "x.y", folder=tmp_path)
    assert lost.code == 3


def test_no_two_profiles_disagree_about_a_claim() -> None:
    for small, large in product(PROFILES, PROFILES):
        shared = planned(API, small).claims.keys() & planned(API, large).claims.keys()
        for name in shared:
            one, other = planned(API, small).claims[name], planned(API, large).claims[name]
            assert (one.clause, one.level, one.law) == (other.clause, other.level, other.law)


def test_what_a_server_without_memory_keeps_is_told_apart() -> None:
    """A list that pages, a state that is kept and a key that is refused are not among it."""
    found = planned(API, "standard")
    apart = {record.name for record in found.records() if record.taking}
    assert {law.name for law in found.laws if law.family is None} <= apart
    assert {"accepts.accepts", "echo.echo", "dialect.survives", "mode.mode"} <= apart
    others = {"pagination.page_size", "copies.retrieved", "auth.no_key", "enum.enum",
              "transition.transition", "idempotency.replayed"}  # fmt: skip
    assert not others & apart


def test_laws_that_stand_on_one_thing_are_asked_together() -> None:
    """What is asked alone finds what a whole run does: one law looks at what another left."""
    plan = selected(API, "standard", ("*.copies.listed*",)).plan
    assert {law.name for law in plan.laws if law.topic == "copies"} == {
        "copies.acted", "copies.entry", "copies.listed", "copies.relisted", "copies.retrieved",
        "copies.updated",
    }  # fmt: skip
    with answering(Reference()) as url:
        outcome = run(url, "issuing.cardholder.create.copies.listed*", key=SECRET)
    assert outcome.ids("not_testable") == []
    assert len(outcome.ids("pass")) > 3


def test_a_law_of_exchanges_promises_something_of_the_server() -> None:
    """Its function's own docstring says how it looks, which is nothing that a report can show."""
    laws = planned(API, "standard").law_of
    assert laws["response.carried"].says == (
        "A refusal for the state of an object carries the object, whole (G-28)."
    )
    assert [name for name, law in laws.items() if "ield a finding" in law.says] == []
