"""SARIF: a result for each breach, as a reader of SARIF reads it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sarif_pydantic import Sarif

from tests.reports.every_status import ledger, verdict
from tests.reports.written import written


def test_sarif_has_a_result_for_each_breach(tmp_path: Path) -> None:
    found = Sarif.model_validate_json(written("sarif", tmp_path, ledger())).runs[0]
    told = {one.properties["id"].rpartition(".")[2]: one for one in found.results}
    assert {name: one.level.value for name, one in told.items()} == {
        "fail": "error", "fixed": "error", "places": "error", "warn": "warning",
        "once": "warning", "known": "warning",
    }  # fmt: skip
    assert [rule.id for rule in found.tool.driver.rules] == ["shape.kept"]
    plain = json.loads(written("sarif", tmp_path, ledger()))["runs"][0]["results"]
    kept = {one["properties"]["status"]: one.get("suppressions") for one in plain}
    reason = {"kind": "external", "status": "accepted", "justification": "it | is <known>"}
    assert kept == {"fail": None, "fixed": None, "warn": None, "known": [reason]}
    place = told["fail"].locations[0]
    assert place.physical_location.artifact_location.uri == "a/thing.yaml"
    assert place.physical_location.region.start_line == 12
    assert found.invocations[0].execution_successful is False
    errors = found.invocations[0].model_extra["toolExecutionNotifications"]
    assert sum("why it is error" in one["message"]["text"] for one in errors) == 1


def test_sarif_knows_what_is_new(tmp_path: Path) -> None:
    baseline = {"run": "r0", "new": [verdict("fail").id], "before": [], "mended": [], "notes": []}
    found = ledger(verdict("fail"), verdict("fail", "before"), baseline=baseline)
    told = json.loads(written("sarif", tmp_path, found))["runs"][0]["results"]
    assert [one["baselineState"] for one in told] == ["new", "unchanged"]


@pytest.mark.parametrize(
    ("below", "claim", "expected"),
    [
        ("my api", "a.thing.create.shape.x", ("my%20api/a/thing.yaml", "%SRCROOT%", 12)),
        (".", "a.thing.create.shape.x", ("a/thing.yaml", "%SRCROOT%", 12)),
        ("", "a.thing.create.shape.x", ("a/thing.yaml", "CONTRACTS", 12)),
        ("", "a.thing.create.shape.row", ("shared/rows.yaml", "CONTRACTS", 40)),
        ("", "a.thing.lifecycle.x", ("a/thing.yaml", "CONTRACTS", 1)),
        ("apis", "all.of.it", ("apis/api.yaml", "%SRCROOT%", 1)),
    ],
)  # fmt: skip
def test_a_result_has_a_line_in_the_repository(
    below: str, claim: str, expected: tuple[str, str, int], tmp_path: Path
) -> None:
    rows = {"a.thing.create.shape.row": "shared/rows.yaml:40"}
    found = ledger(replace(verdict("fail"), id=claim), rows=rows)
    header = {**found.header, "below": below}
    text = written("sarif", tmp_path, replace(found, header=header))
    place = json.loads(text)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    told = place["artifactLocation"]
    assert (told["uri"], told["uriBaseId"], place["region"]["startLine"]) == expected
    assert told["uriBaseId"] in json.loads(text)["runs"][0]["originalUriBaseIds"]


def test_a_run_that_holds_has_no_result(tmp_path: Path) -> None:
    found = Sarif.model_validate_json(written("sarif", tmp_path, ledger(verdict("pass")))).runs[0]
    assert found.results == []
    assert found.invocations[0].execution_successful is True
