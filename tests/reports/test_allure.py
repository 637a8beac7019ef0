"""Allure: a result a verdict, each exchange attached once, and not too many of them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from allure_commons import model2
from attr import fields

from sandbox.auth import SECRET
from tests.near import answering
from tests.reports.every_status import EXCHANGES, ledger, verdict
from tests.reports.written import FORMATS, allure
from tests.running import run
from tests.suites.servers import Reference


def test_allure_has_one_result_a_verdict(tmp_path: Path) -> None:
    found = allure(tmp_path, ledger())
    known = {field.name for field in fields(model2.TestResult)}
    assert all(set(case) <= known for case in found)
    assert {case["fullName"]: case["status"] for case in found} == {
        "a.thing.create.shape.fail": "failed", "a.thing.create.shape.fixed": "failed",
        "a.thing.create.shape.warn": "skipped", "a.thing.create.shape.error": "broken",
        "a.thing.create.shape.known": "skipped", "a.thing.create.shape.pass": "passed",
        "a.thing.create.shape.noted": "skipped", "a.thing.create.shape.not_testable": "skipped",
        "a.thing.create.shape.not_supported": "skipped", "a.thing.create.shape.places": "failed",
        "a.thing.create.shape.once": "skipped", "other.list.shape": "passed",
        "suite.target": "broken",
    }  # fmt: skip
    case = next(c for c in found if c["fullName"] == "a.thing.create.shape.known")
    assert case["historyId"] == hashlib.md5(case["fullName"].encode()).hexdigest()  # noqa: S324
    assert (case["statusDetails"]["known"], case["statusDetails"]["flaky"]) == (True, False)
    assert (case["start"], case["stop"]) == (1_700_000_001_500, 1_700_000_002_000)
    labels = {label["name"]: label["value"] for label in case["labels"]}
    assert (labels["parentSuite"], labels["suite"]) == ("a.thing", "a.thing.create")
    assert (labels["feature"], labels["severity"]) == ("POST /v1/things", "critical")


def test_allure_attaches_an_exchange_once(tmp_path: Path) -> None:
    found = allure(tmp_path, ledger())
    names = {part["source"] for case in found for part in case.get("attachments", ())}
    files = {path.name for path in (tmp_path / "allure-results").glob("*-attachment.txt")}
    assert names == files
    assert len(files) == len(EXCHANGES)
    text = "".join((tmp_path / "allure-results" / name).read_text() for name in files)
    assert "$ASSAY_API_KEY" in text


def test_allure_is_rendered_again_into_the_same_files(tmp_path: Path) -> None:
    folder = FORMATS["allure"].write(ledger(), tmp_path)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "stale-result.json").write_text("{}")
    FORMATS["allure"].write(ledger(), tmp_path)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_allure_stays_small(tmp_path: Path) -> None:
    """A smoke run of 1,152 claims has at most 3 MB."""
    with answering(Reference()) as url:
        found = run(url, "issuing.cardholder.*", profile="smoke", key=SECRET).ledger
    folder = FORMATS["allure"].write(found, tmp_path)
    results = sum(path.stat().st_size for path in folder.glob("*-result.json"))
    attached = sum(path.stat().st_size for path in folder.glob("*-attachment.txt"))
    assert 1152 * results / len(found.verdicts) < 1_900_000
    assert attached < 1_100_000


def test_what_is_attached_is_bounded(tmp_path: Path) -> None:
    """The exchanges of breaches come first."""
    body = b'{"a": "' + b"y" * 9_000 + b'"}'
    kept = EXCHANGES["m-1"]
    many = {f"x-{n}": replace(kept, id=f"x-{n}", response=replace(kept.response, body=body))
            for n in range(400)}  # fmt: skip
    verdicts = [verdict("pass", f"p{n:03}", exchanges=(f"x-{n}",)) for n in range(399)]
    broken = verdict("fail", "z", exchanges=("x-399",))
    found = replace(ledger(*verdicts, broken), exchanges=many)
    told = {case["name"]: case.get("attachments") for case in allure(tmp_path, found)}
    assert told["shape.z"]
    assert 100 < sum(bool(parts) for parts in told.values()) < 300
    whole = sum(p.stat().st_size for p in (tmp_path / "allure-results").glob("*-attachment.txt"))
    assert 900_000 < whole < 1_100_000
