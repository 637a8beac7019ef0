"""Annotations: ten of each kind, and nothing but commands of ours."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.reports.every_status import ledger, verdict
from tests.reports.written import written


def test_annotations_are_ten_of_each_and_say_how_many_more(tmp_path: Path) -> None:
    broken = [verdict("fail", f"f{n}") for n in range(23)]
    warned = [verdict("warn", f"w{n}") for n in range(11)]
    rows = written("annotations", tmp_path, ledger(*broken, *warned)).splitlines()
    kinds = Counter(row.split(" ")[0] for row in rows)
    assert kinds == {"::error": 10, "::warning": 10, "::notice": 1}
    assert rows[-1].endswith("; 13 more errors; 1 more warnings")


def test_annotations_escape_what_commands_are_made_of(tmp_path: Path) -> None:
    text = "100%,\r\n::error::a ##[error]b"
    found = ledger(replace(verdict("fail", message=text), id="a:b,c%.d"))
    first = written("annotations", tmp_path, found).splitlines()[0]
    assert first == (
        "::error title=a%3Ab%2Cc%25.d::fail (G-1): 100%25,\\r\\n::error::a \\x23#[error]b"
    )


def test_each_cause_is_annotated_before_a_second_breach_of_one(tmp_path: Path) -> None:
    same = [verdict("fail", f"a{n}", observed="status 500") for n in range(20)]
    other = verdict("fail", "z", observed="another thing", exchanges=("m-1",))
    assert ".shape.z::" in written("annotations", tmp_path, ledger(*same, other))
