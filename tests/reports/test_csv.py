"""CSV: a row a verdict, and no formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.reports.every_status import VERDICTS, ledger, verdict
from tests.reports.written import written


def test_csv_has_a_row_a_verdict(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", tmp_path, ledger()))))
    assert [(row["id"], row["status"]) for row in rows] == [(v.id, v.status) for v in VERDICTS]
    first = rows[0]
    assert (first["resource"], first["clause"], first["source"]) == ("a.thing", "G-1", "L7")
    assert (first["expected"], first["observed"], first["seconds"]) == ("one", "two", "0.500")
    assert [row["once"] for row in rows].count("yes") == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r=", "\uff1d", "\u200b="])
def test_no_cell_is_a_formula(start: str, tmp_path: Path) -> None:
    text = f'{start}HYPERLINK("http://x")'
    found = ledger(verdict("fail", observed=text, message=text, expected='a,"b"\nc'))
    (row,) = csv.DictReader(io.StringIO(written("csv", tmp_path, found)))
    assert row["observed"][0] in "'\\"
    assert row["expected"] == 'a,"b"\\nc'
