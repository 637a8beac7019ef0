"""`results.json` is what its published schema says, whatever a run found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from harness.claim import Claim, Law
from harness.ledger import Ledger
from harness.verdict import ORDER, Finding, Verdict
from reports.formats.results import FORMAT, render

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "results.schema.json"
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
VERDICT = Verdict("x.create.a", "G-1", "POST /v1/x", "must", "pass", law="a.a")
FULL = replace(
    VERDICT, id="x.create.b", status="fail", message="m", exchanges=("m-1",), expected="e",
    observed="o", source="L5", blocked_by="POST /v1/y", more=3,
    findings=(Finding("e", "o", "amount", "should", "G-2", "m-1"), Finding("e", "o")),
)  # fmt: skip
HEADER = {"run": "r", "started": 1.0, "base_url": "http://x", "profile": "smoke", "seed": 1,
          "version": "0", "api_version": "v", "faults": {"a.a": ["a.a.lost"]}}  # fmt: skip
LEDGERS = {
    "nothing at all": Ledger(),
    "cut short": Ledger(HEADER, {}, (VERDICT,), {"complete": False, "unreached": ["x.create.b"]}),
    "all there is": Ledger(
        HEADER, {}, (VERDICT, FULL, *(replace(VERDICT, id=s, status=s) for s in ORDER)),
        {"finished": 2.0, "seconds": 1.5, "complete": True, "unreached": []},
        {"a.a": Law("a.a", "lists")}, (Claim("x.create.a", "G-1", "POST /v1/x"),),
    ),
    "held against": Ledger(
        {**HEADER, "known": [
            {"id": "x.*", "reason": "r", "owner": "o", "link": "l", "expires": "2030-01-01",
             "sometimes": True}, {"id": "x.b", "reason": "r"},
        ]}, {},
        (replace(FULL, status="known", entry="x.*"), replace(VERDICT, status="fixed", entry="x.b")),
        {"complete": True, "fixed": ["x.b"], "expired": ["x.*"], "sometimes": ["x.*"],
         "lost": ["x.c"], "short": {"required": 60.5, "judged": 1, "of": 2},
         "baseline": {"run": "q", "started": 1.0, "base_url": None, "new": [], "before": ["x.d"],
                      "mended": [], "notes": ["n"]}},
    ),
}  # fmt: skip


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)
    assert VALIDATOR.schema["properties"]["format"]["const"] == FORMAT


@pytest.mark.parametrize("name", LEDGERS)
def test_what_is_written_fits_the_schema(name: str) -> None:
    VALIDATOR.validate(json.loads(render(LEDGERS[name])))


@pytest.mark.parametrize(
    ("key", "value"), [("colour", "blue"), ("planned", -1), ("format", "assay-results-1")]
)
def test_the_schema_refuses_what_is_not_written(key: str, value: object) -> None:
    found = json.loads(render(LEDGERS["all there is"]))
    with pytest.raises(ValidationError):
        VALIDATOR.validate({**found, key: value})
