"""Schemathesis' own command line finds nothing on the export and the sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.export_run import heard

LIBRARY = Path(__file__).parents[1] / "packages" / "library"


@pytest.mark.parametrize("contracts", [(), ("--contracts", str(LIBRARY))], ids=["ours", "library"])
def test_it_finds_nothing(tmp_path: Path, contracts: tuple[str, ...]) -> None:
    found = heard(1, 2, contracts, tmp_path)
    assert (found.code, found.failures) == (0, {}), found.said[-4000:]
    assert found.cases > 100
