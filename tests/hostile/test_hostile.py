"""Whatever a server sends, a run ends in time with the right verdicts, and takes a bounded room."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sandbox.auth import SECRET
from tests.hostile.against import against
from tests.hostile.table import TABLE, Row


@pytest.mark.whole
@pytest.mark.parametrize("row", TABLE, ids=[row.name for row in TABLE])
def test_a_hostile_server_is_judged_as_the_table_says(row: Row, tmp_path: Path) -> None:
    seen = against(row.behaviour, tmp_path, row.only, after=row.after, timeout=row.timeout,
                   measured=bool(row.memory))  # fmt: skip
    outcome = seen.outcome
    verdicts = {v["id"]: v["status"] for v in outcome.results.get("verdicts", ())}
    assert outcome.code == row.code, outcome.said
    assert row.says in outcome.said
    assert {claim: verdicts.get(claim) for claim in row.claims} == row.claims
    assert "Traceback" not in outcome.said
    assert "the suite failed" not in outcome.said
    assert SECRET not in outcome.said
    assert SECRET.encode() not in (tmp_path / "part.ndjson").read_bytes()
    assert seen.memory <= row.memory
    assert seen.disk <= row.disk


def test_the_table_has_enough_rows_and_each_name_once() -> None:
    assert len(TABLE) >= 60
    assert Counter(row.name for row in TABLE).most_common(1)[0][1] == 1
