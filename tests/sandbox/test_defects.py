"""Faults are found by path, a law's name leads to its faults, and former names still do."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from assay.commands import prove as command_prove
from assay.commands import serve as command_serve
from assay.commands.serve import serve
from contracts.loader import API
from sandbox import package
from sandbox.defects import GENERAL, discover, law_of, matching, names

FORMER = (
    ("pagination.page_size.limit_ignored", "pagination_page_size.limit_ignored"),
    ("enum.enum.with_code", "enum.with_code"),
    ("lists_created.lists_created.newest_missing", "lists_created.newest_missing"),
    ("required.unchanged.metadata_written", "unchanged.metadata_written"),
    ("rejections.unchanged.metadata_written", "unchanged.metadata_written"),
    ("canceled_body.fields.no_time", "canceled_body_fields.no_time"),
    ("auth.client_secret_needed.not_needed", "auth_client_secret_needed.not_needed"),
    ("last_error.cleared.stays", "last_error_cleared.stays"),
)

OWN = API / "faults"


@pytest.mark.parametrize(("name", "former"), FORMER)
def test_a_former_name_follows_from_the_name(name: str, former: str) -> None:
    assert discover(API)[name].former == former
    assert former not in discover(API)
    assert name in [fault.name for fault in matching(former, API)]


def test_a_fault_stands_where_its_law_says() -> None:
    for fault in discover(API).values():
        path = Path(*fault.law.split(".")).with_suffix(".py")
        assert (GENERAL / path).exists() or (OWN / path).exists()
    laws = {fault.law for fault in discover(API).values()}
    there = {law_of(path, root) for root in (GENERAL, OWN) for path in package.paths(root)
             if path.parent != GENERAL}  # fmt: skip
    assert there == laws


def test_names_are_read_as_they_are_discovered() -> None:
    laws = sorted({fault.law for fault in discover(API).values()})
    assert sorted(name for law in laws for name in names(law, API)) == list(discover(API))
    assert names("pagination.nothing_of_the_kind", API) == []


def test_a_law_may_have_faults_in_both_folders() -> None:
    found = [name for name in discover(API) if name.startswith("law.entries.")]
    assert found == [
        "law.entries.from_a_copy", "law.entries.without_canceled", "law.entries.without_disputes",
        "law.entries.without_succeeded", "law.entries.without_times",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["page_size.py", "pagination/page/size.py"])
def test_a_path_that_is_no_laws_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="faults stand in <topic>"):
        law_of(OWN / path, OWN)


def test_a_glob_matches_names_before_former_ones() -> None:
    assert {fault.law for fault in matching("metadata*", API)} >= {"metadata.merge", "metadata.set"}
    assert {fault.law for fault in matching("pagination_page_size*", API)} == {
        "pagination.page_size"
    }
    assert matching("nothing.*", API) == []


def test_prove_takes_a_former_name_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = command_prove.chosen(API, ("metadata_set.*", "metadata.set.*"))
    assert [fault.name for fault in chosen] == ["metadata.set.dropped"]
    said = "notice: the fault metadata_set.dropped is now called metadata.set.dropped\n"
    assert capsys.readouterr().err == said


def test_serve_takes_a_former_name_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[object] = []
    monkeypatch.setattr(command_serve, "broken_service", lambda *given: served.append(given[-1]))
    monkeypatch.setattr(command_serve, "run_server", lambda *_given, **_named: None)
    outcome = CliRunner().invoke(
        serve, ["--fault", "enum.ignored", "--fault", "metadata.set.dropped"]
    )
    assert outcome.exit_code == 0
    assert served == [("enum.enum.ignored", "metadata.set.dropped")]
    assert outcome.stderr == "notice: the fault enum.ignored is now called enum.enum.ignored\n"


def test_serve_names_a_near_fault() -> None:
    outcome = CliRunner().invoke(serve, ["--fault", "metadata.set.droped"])
    assert outcome.exit_code == click.UsageError.exit_code
    assert "did you mean metadata.set.dropped?" in outcome.stderr
