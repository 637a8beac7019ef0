"""No law raises, whatever parts of a server's answers are exchanged for generated JSON.

ASSAY_CHAOS is how many groups are asked, when more than a few are wanted.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.run.outcome import header, write_reports
from assay.run.settings import Settings
from harness.ledger import LedgerWriter, load_ledger
from tests.hostile.chaos import ODD, Came, Trouble, asked, groups

EXAMPLES = int(os.environ.get("ASSAY_CHAOS", "25"))
GROUPS = {group.id: group for group in groups()}
_LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
)
JSON = st.recursive(
    _LEAVES | st.sampled_from(ODD),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(("id", "object", "data", "created", "url", "error")) | st.text(max_size=9),
        inner, max_size=3,
    ),
    max_leaves=8,
)  # fmt: skip
TEXTS = st.text(st.characters(codec="latin-1"), max_size=12) | st.sampled_from(
    ("²", "-1", "1e9", "0" * 400, "nan", "REDACTED", "application/json;", "Mon, 01 Jan 0000")
)
TROUBLE = st.builds(
    Trouble,
    seed=st.integers(0, 2**31),
    after=st.integers(0, 40),
    rate=st.sampled_from((0.1, 0.3, 0.6, 1.0)),
    values=st.lists(JSON, min_size=1, max_size=8),
    texts=st.lists(TEXTS, min_size=1, max_size=4),
)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait: the server is in this process."""
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


@pytest.mark.whole
@settings(
    max_examples=EXAMPLES, derandomize=EXAMPLES < 100, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(st.sampled_from(sorted(GROUPS)), TROUBLE)
def test_no_law_raises(name: str, trouble: Trouble) -> None:
    """Exceptions of laws are told; others are raised here."""
    came = asked(GROUPS[name], trouble)
    if came.raised:
        raise came.raised[0]


@pytest.mark.whole
@pytest.mark.parametrize("seed", [1, 2])
def test_every_report_can_be_written_of_what_such_a_server_says(seed: int, tmp_path: Path) -> None:
    names = ("payment_intent.create.accepts", "payment_intent.list.pagination")
    chosen = [group for group in groups() if group.id.startswith(names)]
    assert chosen
    came = [asked(group, Trouble(seed, after=1, rate=0.7)) for group in chosen]
    ledger = load_ledger(_written(came, tmp_path))
    write_reports(ledger, tmp_path)
    assert (tmp_path / "report.html").stat().st_size > 1_000
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert len(results["verdicts"]) == len(ledger.verdicts) > 0


def _written(came: list[Came], folder: Path) -> Path:
    writer = LedgerWriter(folder / "ledger.ndjson", "m")
    writer.header(header(Settings("r", "http://127.0.0.1:1", "", "v"), ()))
    for number, one in enumerate(came):
        for exchange in one.exchanges:
            object.__setattr__(exchange, "id", f"{number}-{exchange.id}")
            writer.exchange(exchange)
        for verdict in one.verdicts:
            writer.verdict(verdict)
    writer.close()
    return writer.path
