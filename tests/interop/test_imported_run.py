"""What an import makes of documents of quite different APIs is held against its own sandbox."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from contracts import load
from contracts.importing.whole import imported
from sandbox.app import create_service
from sandbox.auth import SECRET
from tests.packages.holding import held, respond_of, wrong
from tests.packages.writing import write

DATA = Path(__file__).parents[1] / "contracts" / "data" / "openapi"


@pytest.mark.parametrize(("name", "judged"), [
    ("billing", 0.80), ("chat", 0.80), ("depot", 0.80), ("forge", 0.70), ("letters", 0.80),
    ("mail", 0.60), ("shelf", 0.90), ("texting", 0.85), ("workspace", 0.90),
])  # fmt: skip
def test_nothing_fails_and_much_is_judged(name: str, judged: float, tmp_path: Path) -> None:
    write(imported(DATA / f"{name}.yaml").files, tmp_path)
    service = create_service(load(tmp_path), (SECRET,))
    found = held(tmp_path, respond_of(service), ids=service.ids)
    assert not wrong(found)
    counted = Counter(verdict.status for verdict in found.values())
    binding = sum(counted.values()) - counted["noted"]
    assert counted["pass"] / binding >= judged
