"""What holds for all formats: names, what breaks a run beside its verdicts, and sizes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sarif_pydantic import Sarif

from harness.ledger import Ledger
from harness.result import result
from harness.verdict import Verdict
from reports.formats import STANDARD, Format, chosen, formats
from sandbox.auth import SECRET
from tests.near import answering
from tests.reports.every_status import EXCHANGES, FOOTER, HEADER, VERDICTS, ledger, verdict
from tests.reports.written import FORMATS, allure, cases, ending, quoting, written
from tests.running import run
from tests.suites.servers import Reference

LONG = "x<|`" * 10_000
ASKED = ("issuing.cardholder.list.pagination.page_size", "issuing.cardholder.*.accepts")


BEYOND: dict[str, tuple[dict[str, Any], str, str]] = {
    "cut": ({"complete": False, "unreached": ["a", "b"]}, "assay.complete", "error"),
    "lost": ({"lost": ["a.b"]}, "assay.lost", "error"),
    "short": ({"short": {"required": 90, "judged": 1, "of": 3}}, "assay.short", "error"),
    "expired": ({"expired": ["a.*"]}, "assay.expired.a.*", "failure"),
}


@pytest.mark.parametrize("kind", BEYOND)
def test_no_run_is_green_that_is_none(kind: str, tmp_path: Path) -> None:
    footer, name, word = BEYOND[kind]
    found = ledger(verdict("pass"), **footer)
    assert result(found) != "PASS"
    assert ending(cases(tmp_path, found)[name]) == (word, "run")
    told = [case for case in allure(tmp_path, found) if case["fullName"] == name]
    assert [case["status"] for case in told] == ["failed" if word == "failure" else "broken"]
    assert "::error title=assay." not in written("annotations", tmp_path, ledger(verdict("pass")))
    assert written("annotations", tmp_path, found).startswith("::error title=")
    sarif = Sarif.model_validate_json(written("sarif", tmp_path, found))
    assert sarif.runs[0].invocations[0].execution_successful is False


def test_a_should_that_fails_the_run_is_a_failure(tmp_path: Path) -> None:
    """As `--fail-on warn` has it."""
    told = verdict("warn")
    found = ledger(verdict("pass"), told, warned=[told.id])
    assert result(found) == "FAIL"
    assert ending(cases(tmp_path, found)[told.id]) == ("failure", "warn")
    assert {c["fullName"]: c["status"] for c in allure(tmp_path, found)}[told.id] == "failed"
    assert (
        json.loads(written("sarif", tmp_path, found))["runs"][0]["results"][0]["level"] == "error"
    )
    assert written("annotations", tmp_path, found).startswith(f"::error title={told.id}::warn ")


@pytest.mark.parametrize("statuses", [("noted",), ("not_testable",), ("warn",), ()])
def test_a_run_that_judged_nothing_is_not_green(statuses: tuple[str, ...], tmp_path: Path) -> None:
    found = replace(ledger(), verdicts=tuple(v for v in VERDICTS if v.status in statuses))
    assert result(found) == "INCOMPLETE"
    assert ending(cases(tmp_path, found)["assay.judged"])[0] == "error"


def identities(folder: Path, found: Ledger) -> dict[str, list[str]]:
    """Return what each format calls the verdicts of a run."""
    sarif = json.loads(written("sarif", folder, found))["runs"][0]["results"]
    return {
        "junit": sorted(cases(folder, found)),
        "allure": sorted(case["historyId"] for case in allure(folder, found)),
        "sarif": sorted(one["partialFingerprints"]["assayClaim/v1"] for one in sarif),
    }


def test_names_are_the_same_in_each_run(tmp_path: Path) -> None:
    """With another seed, at several at a time, on another port; files have other names then."""
    found = []
    for seed, concurrency in ((1, 1), (2, 4)):
        with answering(Reference("pagination.page_size.limit_ignored")) as url:
            told = run(url, *ASKED, seed=seed, concurrency=concurrency, key=SECRET)
        found.append(told.ledger)
    assert found[0].totals["fail"] > 0
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    assert identities(folders[0], found[0]) == identities(folders[1], found[1])
    assert not {p.name for p in (folders[0] / "allure-results").glob("*-result.json")} & {
        p.name for p in (folders[1] / "allure-results").glob("*-result.json")}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_huge_texts_are_cut(name: str, tmp_path: Path) -> None:
    """A job's summary may have 1 MB; an annotation is read in a line."""
    form = FORMATS[name]
    if name in STANDARD or name == "har":
        return
    many = [replace(v, id=f"{v.id}{n}") for n in range(25) for v in quoting(LONG).verdicts]
    path = form.write(replace(quoting(LONG), verdicts=tuple(many)), tmp_path)
    files = list(path.iterdir()) if path.is_dir() else [path]
    most = {"markdown": 400_000, "annotations": 20_000, "badge": 1_000}.get(name, 3_000_000)
    assert sum(file.stat().st_size for file in files) < most


@pytest.mark.parametrize("form", formats(), ids=lambda form: form.name)
def test_every_format_says_what_it_is(form: Format) -> None:
    assert len(form.says) > 10
    assert chosen((form.name, form.name)) == (form,)


@pytest.mark.parametrize("form", formats(), ids=lambda form: form.name)
@pytest.mark.parametrize("verdicts", [(), VERDICTS])
def test_every_format_renders_a_run_that_was_cut(
    form: Format, verdicts: tuple[Verdict, ...], tmp_path: Path
) -> None:
    """Of which the ledger has no footer, and knows next to nothing."""
    kept = ("run", "base_url", "profile", "seed", "version", "api_version", "only")
    header = {name: HEADER[name] for name in kept}
    assert form.write(Ledger(header, EXCHANGES, verdicts), tmp_path).exists()


def test_what_a_run_always_writes_is_two_formats() -> None:
    assert STANDARD == ("html", "results")
    assert FOOTER["complete"]
