"""Shards of a plan: each group in one, what is configured together, and merged they are one run."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assay.run.sharing import part, shares
from contracts import load
from contracts.loader import API
from sandbox.auth import SECRET
from suites.asking import planned, selected
from suites.declared import NONE
from suites.objects.scarce import taking, together
from suites.plan import users
from tests.contracts.test_small_mistakes import package
from tests.packages.holding import PACKAGES
from tests.running import command
from tests.suites.servers import serving

WANTED = ("--only", "issuing.card.retrieve.*", "--only", "issuing.cardholder.retrieve.*",
          "--only", "payment_intent.cancel.transition.*")  # fmt: skip
FAULT = "response.request_id.missing"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
def test_each_group_is_in_one_shard_and_no_claim_is_lost(count: int) -> None:
    whole = selected(API, "standard")
    parts = [
        part(API, "standard", (), NONE, (which, count), frozenset())
        for which in range(1, count + 1)
    ]
    found = Counter(group.id for one in parts for group in one.groups)
    assert found == Counter(group.id for group in whole.groups)
    assert frozenset().union(*(one.asked for one in parts)) == whole.asked
    for one in parts:
        assert [g.id for g in one.groups] == [g.id for g in whole.groups if g in one.groups]


def test_groups_on_one_configured_name_stay_in_one_shard() -> None:
    groups = planned(API, "standard").groups
    one = together(taking(load(), users(groups)), {"issuing.settlement"})
    laid = shares(groups, 8, one)
    assert one["issuing.settlement"] in one.values()
    for name in {name for name, other in one.items() if other == one["issuing.settlement"]}:
        assert laid[name] == laid["issuing.settlement"]
    assert len(set(laid.values())) == 8


def test_what_may_take_a_configured_object_is_found_through_recipes() -> None:
    taken = taking(load(), users(planned(API, "standard").groups))
    one = together(taken, {"issuing.transaction"})
    others = {name for name, other in one.items() if other == one["issuing.transaction"]}
    assert any(name.startswith("issuing.dispute") for name in others)
    assert "payment_intent.cancel" not in others


def test_what_no_operation_changes_keeps_nothing_together(tmp_path: Path) -> None:
    """Everything stands on one shelf here: it is given, and read on any machine."""
    package(
        tmp_path,
        "title: {type: string, required: true}",
        "title: {type: string, required: true}, shelf: {type: string, references: [shelf]}",
    )
    for old, new in (('form: {title: "@unique"}', 'form: {title: "@unique", shelf: "@shelf"}'),
                     ("form: {title: $title}", 'form: {title: $title, shelf: "@shelf"}'),
                     ("recipes:\n", "recipes:\n  shelf: {default: {note: given}}\n")):  # fmt: skip
        file = tmp_path / "book.yaml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    groups = {}
    for given in ("shelf", "book"):
        shards = [part(tmp_path, "standard", (), NONE, (which, 3), frozenset({given}))
                  for which in (1, 2, 3)]  # fmt: skip
        groups[given] = sorted(bool(shard.groups) for shard in shards)
    assert groups == {"shelf": [True, True, True], "book": [False, False, True]}


def statuses(folder: Path) -> dict[str, str]:
    found: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return {verdict["id"]: verdict["status"] for verdict in found["verdicts"]}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the shards 1 and 2 of two, and the whole, of one broken server."""
    folder = tmp_path_factory.mktemp("shards")
    for name, flags in (("1", ("--shard", "1/2")), ("2", ("--shard", "2/2")), ("w", ())):
        with serving(FAULT) as url:
            wanted = ("run", "--base-url", url, "--workers", "1", "--seed", "0", "--no-reference")
            done = command(*wanted, *WANTED, *flags, "--out", str(folder / name), folder=folder,
                           key=SECRET)  # fmt: skip
        assert "report:" in done.said, done.said
    return folder


@pytest.mark.whole
def test_merged_shards_are_one_run(runs: Path) -> None:
    """Each asked a server of its own, which is told."""
    done = command("merge", str(runs / "2"), str(runs / "1"), "--out", str(runs / "m"), folder=runs)
    whole = statuses(runs / "w")
    assert statuses(runs / "m") == whole
    assert "fail" in whole.values()
    assert done.code == 1
    assert "FAIL: " in done.said
    assert done.said.startswith(f"note: {runs / '2'} asked http://127.0.0.1:")
    one = json.loads((runs / "1" / "results.json").read_text(encoding="utf-8"))
    assert 0 < len(one["verdicts"]) < len(whole)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("1",), "shard 2/2 is missing"),
        (("1", "2", "1"), "shard 1/2 is there twice"),
        (("1", "w"), "is no shard: it was run without --shard"),
    ],
)
def test_what_is_not_all_of_one_plan_is_refused(
    given: tuple[str, ...], said: str, runs: Path, tmp_path: Path
) -> None:
    done = command("merge", *(str(runs / name) for name in given), "--out", str(tmp_path / "m"),
                   folder=tmp_path)  # fmt: skip
    assert done.code == 2
    assert said in done.said
    assert "Traceback" not in done.said


@pytest.mark.parametrize("given", ["0/2", "3/2", "1", "a/b", "1/2/3", "-1/2", "1/0"])
def test_a_shard_that_is_none_is_refused(given: str, tmp_path: Path) -> None:
    done = command("run", "--shard", given, folder=tmp_path)
    assert done.code == 2
    assert "give the second of three as 2/3" in done.said


def test_a_claim_that_any_answer_may_show_is_watched_in_each_shard() -> None:
    """What a group makes to stand on is an answer of an operation that another shard asks."""
    whole = selected(API, "smoke")
    watched = {one.claim.id for every in whole.watched.values() for one in every}
    parts = [part(API, "smoke", (), NONE, (which, 4), frozenset()) for which in range(1, 5)]
    assert len(watched) > 100
    assert all(watched <= one.judged for one in parts)


def test_each_machine_has_the_package_of_its_own_place(tmp_path: Path) -> None:
    places = [tmp_path / name for name in ("one", "two", "home")]
    for which, place in enumerate(places[:2], 1):
        shutil.copytree(PACKAGES / "notes", place / "notes")
        with serving() as url:
            command("run", "--base-url", url, "--contracts", str(place / "notes"), "--only",
                    "note.retrieve.*", "--shard", f"{which}/2", "--seed", "0", "--no-reference",
                    "--out", str(tmp_path / f"{which}"), folder=tmp_path, key=SECRET)  # fmt: skip
    shutil.copytree(PACKAGES / "notes", places[2])
    (tmp_path / "other").mkdir()
    shutil.copytree(PACKAGES / "labels", tmp_path / "other" / "labels")
    merge = ("merge", str(tmp_path / "1"), str(tmp_path / "2"), "--out", str(tmp_path / "m"))
    assert "is of another" not in command(*merge, folder=tmp_path).said
    shutil.rmtree(places[0])
    shutil.rmtree(places[1])
    gone = command(*merge, folder=tmp_path)
    assert gone.code == 2
    assert f"{places[0] / 'notes'} is not here: name the API package by --contracts" in gone.said
    other = command(*merge, "--contracts", str(tmp_path / "other" / "labels"), folder=tmp_path)
    assert (other.code, "is of another API than" in other.said) == (2, True)
    found = command(*merge, "--contracts", str(places[2]), folder=tmp_path)
    assert "report:" in found.said, found.said
    asked = selected(places[2], "standard", ("note.retrieve.*",)).asked
    assert statuses(tmp_path / "m").keys() == asked
