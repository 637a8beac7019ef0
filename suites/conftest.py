"""Fixtures of the suites: the laboratory, and the operations a suite is parametrised by."""

from __future__ import annotations

from typing import Any

import pytest

from contracts import Contracts
from suites.lab import Lab


@pytest.fixture(scope="session")
def lab(bench: Any, contracts: Contracts) -> Lab:
    """The laboratory of this worker."""
    settings = bench.settings
    worker = bench.target.name
    return Lab(
        bench.target, contracts, bench.judge, settings.ids, profile=settings.profile,
        run=f"{settings.run}{worker}", seed=settings.seed,
    )  # fmt: skip
