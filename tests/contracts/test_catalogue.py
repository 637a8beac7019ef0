"""The catalogue is whole: every clause once, judged or excluded with a reason."""

from __future__ import annotations

import fnmatch
import json
from pathlib import Path

import pytest

from contracts import load
from contracts.catalogue import catalogue, fitting
from contracts.errors import ContractError
from contracts.loader import API
from tests.running import command

COUNTS = {
    "G": 120, "CH": 27, "CA": 36, "DI": 28, "PD": 17, "PB": 6, "SE": 4, "TK": 8, "TX": 9,
    "FS": 9, "FA": 13, "MA": 4, "PAR": 5, "PL": 3, "PI": 73,
}  # fmt: skip


def test_every_clause_is_there_once() -> None:
    wanted = {f"{area}-{n:02d}" for area, count in COUNTS.items() for n in range(1, count + 1)}
    assert {clause.id for clause in catalogue(API)} == wanted
    assert len(catalogue(API)) == 362


def test_each_is_judged_or_excluded_with_a_reason() -> None:
    for clause in catalogue(API):
        assert bool(clause.checks) != bool(clause.excluded), clause.id
        assert clause.source, clause.id


def test_what_is_excluded_is_not_merely_unfinished() -> None:
    assert [c.id for c in catalogue(API) if "not judged yet" in c.excluded] == []


def test_words_cite_clauses_of_the_catalogue() -> None:
    contracts = load()
    cited = {row.clause for o in contracts.operations for row in o.walk()}
    cited |= {foreign.clause for o in contracts.operations for foreign in o.foreign}
    cited |= {field.clause for r in contracts.resources for field in r.table.values()}
    cited |= {choice.source for choice in contracts.choices.values()}
    assert cited - {""} <= {clause.id for clause in catalogue(API)}


def test_situations_cite_clauses_of_the_catalogue() -> None:
    known = {clause.id for clause in catalogue(API)}
    assert {s.clause for s in load().situations.values()} <= known


def test_they_are_listed(tmp_path: Path) -> None:
    outcome = command("list", "clauses", "--json", folder=tmp_path)
    found = json.loads(outcome.said)
    assert len(found) == 362
    assert all(set(c) >= {"id", "level", "source", "checks", "excluded"} for c in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "- {id: X-1, says: A promise, level: must, source: [L1]}",
            "either 'checks' or 'excluded'",
        ),
        (
            "- {id: X-1, says: A promise, level: must, source: [L1], checks: [a], excluded: b}",
            "either",
        ),
        ("- {id: X-1, says: A promise, level: must, source: [L1], checks: []}", "no verdict"),
        ("- {id: X-1, says: A promise, level: shall, source: [L1], checks: [a]}", "shall"),
        (
            "- {id: X-1, says: A promise, level: must, source: [L1], checks: [a], colour: b}",
            "colour",
        ),
        ("- {id: X-1, says: A promise, level: must, source: [L1], checks: [a]}\n" * 2, "twice"),
    ],
)
def test_what_is_broken_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContractError, match=said):
        catalogue(tmp_path)


@pytest.mark.parametrize(
    ("glob", "fits"),
    [
        ("card.create.echo", True), ("card.create", False), ("*.echo", True), ("*.ech", False),
        ("card.*", True), ("ard.*", False), ("*create*", True), ("card.*.create.echo", False),
        ("card.*te.echo", True), ("*echo*echo", False), ("card.create.echo*", True),
        ("**", True), ("card.create.ech?", True), ("card.create.[a-d]cho", False),
        ("*.create.*.echo", False), ("", False),
    ],
)  # fmt: skip
def test_a_glob_fits_as_files_are_matched(glob: str, fits: bool) -> None:
    assert fitting(["card.create.echo"], glob) is fits
    assert bool(fnmatch.filter(["card.create.echo"], glob)) is fits
