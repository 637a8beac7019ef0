"""A file of known failures: green while nothing changes, red when something breaks or is mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assay.trouble import Stop
from tests.assay.knowing import (
    CREATE,
    LIST,
    NEVER_MORE,
    ONE_MORE,
    against,
    faulty,
    prune,
    text_of,
    update,
    without,
)
from tests.suites.servers import Reference

BROKEN = [f"{LIST}.pagination.{law}" for law in ("ending_before", "page_size", "starting_after")]


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a team that has adopted a server with one fault."""
    folder = tmp_path_factory.mktemp("learnt")
    first = faulty(folder, ONE_MORE)
    assert (first.code, first.ids("fail")) == (1, BROKEN)
    assert first.results["result"] == "FAIL"
    done = update(folder)
    assert done.code == 0, done.said
    assert "3 entries added, 0 were there; judged: 47 standard" in done.said
    return folder


@pytest.fixture
def team(learnt: Path, tmp_path: Path) -> Path:
    """A folder of one's own with what the team has learnt."""
    return Path(shutil.copytree(learnt, tmp_path / "team"))


def test_what_is_known_is_green(team: Path) -> None:
    again = faulty(team, ONE_MORE)
    assert (again.code, again.results["result"]) == (0, "PASS")
    assert again.ids("known") == BROKEN
    totals = again.results["totals"]
    assert (totals["fail"], totals["known"], totals["pass"]) == (0, 3, 44)
    found = again.verdict(BROKEN[1])
    assert found["observed"] == "2 objects"
    assert found["known"] == {"id": BROKEN[1], "reason": "2 objects"}
    assert found["exchanges"]
    assert found["reproduction"]["steps"]


def test_another_seed_is_green_as_well(team: Path) -> None:
    for seed in (2, 3):
        assert against(Reference(ONE_MORE), team, seed=seed).code == 0


def test_one_new_fault_is_red(team: Path) -> None:
    again = faulty(team, ONE_MORE, NEVER_MORE)
    assert again.code == 1
    assert set(again.ids("known")) <= set(BROKEN)
    assert again.ids("fail") == [
        f"{LIST}.pagination.{law}" for law in ("more_says", "page_default")
    ]


def test_what_is_mended_is_red_until_it_is_pruned(team: Path) -> None:
    mended = faulty(team)
    assert (mended.code, mended.ids("fixed")) == (1, BROKEN)
    assert mended.results["fixed"] == BROKEN
    assert mended.results["result"] == "FAIL"
    done = prune(team)
    assert done.code == 0, done.said
    assert [f"took out {name}: it is fixed" in done.said for name in BROKEN] == [True] * 3
    assert "[[known]]" not in text_of(team)
    after = faulty(team)
    assert (after.code, after.ids("fixed"), "fixed" in after.results) == (0, [], False)


def test_a_set_up_call_that_broke_is_incomplete(team: Path) -> None:
    again = against(without(CREATE, Reference(ONE_MORE)), team)
    assert (again.code, again.results["result"]) == (3, "INCOMPLETE")
    assert set(BROKEN) <= set(again.results["lost"])
    assert again.ids("fail") == again.ids("fixed") == []


def test_without_what_was_judged_a_set_up_call_that_broke_is_not_noticed(team: Path) -> None:
    """That is why `update` writes it: the entries alone cannot tell."""
    text = text_of(team).replace('judged = "assay-known.judged"\n', "")
    (team / "assay-known.toml").write_text(text, encoding="utf-8")
    again = against(without(CREATE, Reference(ONE_MORE)), team)
    assert (again.code, "lost" in again.results) == (0, False)


def test_what_is_judged_no_more_is_accepted_by_an_update(team: Path) -> None:
    server = without(CREATE, Reference(ONE_MORE))
    assert against(server, team).code == 3
    done = update(team)
    assert "judged no more: " in done.said
    again = against(without(CREATE, Reference(ONE_MORE)), team)
    assert (again.code, "lost" in again.results) == (0, False)
    assert text_of(team).count("[[known]]") == 3  # what cannot be judged leaves an entry alone


def test_a_part_of_the_claims_is_held_against_its_part(team: Path) -> None:
    """Entries and claims outside of what is asked are silent."""
    again = against(Reference(), team, f"{LIST}.accepts")
    assert again.code == 0
    assert {"fixed", "lost", "expired"}.isdisjoint(again.results)


def test_a_glob_is_one_entry(team: Path) -> None:
    glob = f"{LIST}.pagination.*"
    text = f'[[known]]\nid = "{glob}"\nreason = "pages come later"\nowner = "ann"\n'
    (team / "assay-known.toml").write_text(text, encoding="utf-8")
    known = faulty(team, ONE_MORE)
    assert (known.code, known.ids("known"), known.ids("fixed")) == (0, BROKEN, [])
    assert known.verdict(BROKEN[0])["known"] == {
        "id": glob, "reason": "pages come later", "owner": "ann",
    }  # fmt: skip
    mended = faulty(team)
    assert (mended.code, mended.results["fixed"]) == (1, [glob])
    assert len(mended.ids("fixed")) > 3
    assert {mended.verdict(name).get("root") for name in mended.ids("fixed")[1:]} == {
        mended.ids("fixed")[0]
    }
    assert mended.results["totals"]["fixed"] == len(mended.ids("fixed"))


def test_an_expired_entry_is_red_though_its_claim_is_known(team: Path) -> None:
    text = text_of(team).replace('reason = "2 objects"', 'reason = "x"\nexpires = 2020-02-29')
    (team / "assay-known.toml").write_text(text, encoding="utf-8")
    again = faulty(team, ONE_MORE)
    assert (again.code, again.results["expired"]) == (1, [BROKEN[1]])
    assert again.ids("known") == BROKEN
    done = prune(team)
    assert f"left {BROKEN[1]}: it has expired; mend it, or give it another day" in done.said
    assert text_of(team) == text
    elsewhere = against(Reference(), team, f"{LIST}.accepts")
    assert elsewhere.code == 0


def test_what_comes_and_goes_alternates_no_colour(team: Path) -> None:
    text = text_of(team).replace("reason", "sometimes = true\nreason")
    (team / "assay-known.toml").write_text(text, encoding="utf-8")
    for faults in ((), (ONE_MORE,)):
        again = faulty(team, *faults)
        assert (again.code, again.ids("fixed")) == (0, [])
        assert again.results.get("sometimes", []) == ([] if faults else BROKEN)


def test_two_runs_tell_what_comes_and_goes(tmp_path: Path) -> None:
    for name, faults in (("one", (ONE_MORE,)), ("two", ())):
        (tmp_path / name).mkdir()
        faulty(tmp_path / name, *faults)
    done = update(tmp_path / "one", str(tmp_path / "two"))
    assert "3 entries added (3 of claims that fail sometimes)" in done.said
    assert text_of(tmp_path / "one").count("sometimes = true") == 3


def test_nothing_but_known_failures_is_green_since_they_were_judged(team: Path) -> None:
    again = against(Reference(ONE_MORE), team, BROKEN[1])
    assert (again.code, again.ids("known")) == (0, [BROKEN[1]])


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("issuing.cardholdr.list.accepts", "did you mean issuing.cardholder.list.accepts"),
        ("issuing.cardholder.lst.*", "did you mean issuing.cardholder.list"),
        (f"{LIST}.response.response_table.livemode",
         f"is a place inside a claim, and an entry names claims: {LIST}.response.response_table"),
        (f"{LIST}.pagination", "no claim has an id that matches"),
    ],
)  # fmt: skip
def test_an_entry_that_names_nothing_is_refused(entry: str, said: str, tmp_path: Path) -> None:
    text = (
        f'[[known]]\nid = "{LIST}.accepts"\nreason = "r"\n[[known]]\nid = "{entry}"\nreason="r"\n'
    )
    (tmp_path / "assay-known.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Stop) as trouble:
        faulty(tmp_path)
    assert trouble.value.exit_code == 2
    assert "assay-known.toml:5: " in trouble.value.message
    assert said in trouble.value.message


def test_an_entry_of_a_deeper_profile_is_read(tmp_path: Path) -> None:
    deep = "payment_intent.create.enum.capture_method"
    text = f'[[known]]\nid = "{deep}*"\nreason = "r"\n'
    (tmp_path / "assay-known.toml").write_text(text, encoding="utf-8")
    assert faulty(tmp_path).code == 0


def test_entries_of_retired_ids_are_read(tmp_path: Path) -> None:
    renamed = "issuing.personalization_design.create.copies.listed.preferences"
    gone = "issuing.token.list.response.currency"
    text = "".join(f'[[known]]\nid = "{i}"\nreason = "r"\n' for i in (renamed, gone))
    (tmp_path / "assay-known.toml").write_text(text, encoding="utf-8")
    assert faulty(tmp_path).code == 0
    done = prune(tmp_path)
    assert f"took out {gone}: it is asked no more" in done.said
    assert text_of(tmp_path) == f'[[known]]\nid = "{renamed}"\nreason = "r"\n'
