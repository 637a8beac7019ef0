"""What formats write of a run, as libraries that others wrote read it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from junitparser import Error, Failure, JUnitXml, Skipped
from junitparser import TestCase as Case

from harness.ledger import Ledger
from harness.verdict import Finding
from reports.formats import formats
from tests.reports.every_status import HEADER, ledger, verdict

FORMATS = {form.name: form for form in formats()}


def written(name: str, folder: Path, found: Ledger) -> str:
    """Return what a format writes of a run."""
    return FORMATS[name].write(found, folder).read_text(encoding="utf-8")


def cases(folder: Path, found: Ledger) -> dict[str, Case]:
    """Return the test cases that junitparser reads, by class and name."""
    path = FORMATS["junit"].write(found, folder)
    read = [case for suite in JUnitXml.fromfile(str(path)) for case in suite]
    assert len({(case.classname, case.name) for case in read}) == len(read)
    return {f"{case.classname}.{case.name}": case for case in read}


def ending(case: Case) -> tuple[str, str]:
    """Return how a test case ended, in the word of JUnit, and its type."""
    if not case.result:
        return "passed", ""
    told = case.result[0]
    words = {Failure: "failure", Error: "error", Skipped: "skipped"}
    return words[type(told)], told.type


def allure(folder: Path, found: Ledger) -> list[dict[str, Any]]:
    """Return the results in the folder that Allure reads."""
    path = FORMATS["allure"].write(found, folder)
    return [json.loads(file.read_bytes()) for file in sorted(path.glob("*-result.json"))]


def quoting(text: str) -> Ledger:
    """Return a run in which a server said a text wherever it can."""
    told = verdict("fail", message=text, expected=text, observed=text,
                   findings=(Finding(text, text, text),))  # fmt: skip
    cut = verdict("error", message=text, exchanges=())
    header = {**HEADER, "known": [{"id": "a.*", "reason": text}]}
    return replace(ledger(told, cut, expired=["a.*"]), header=header)
