"""Fixtures of the suites: the laboratory, and the operations a suite is parametrised by."""

from __future__ import annotations

from typing import Any

import pytest

from suites.legacy import Lab


@pytest.fixture(scope="session")
def _lab(bench: Any) -> Lab:
    """The laboratory of this worker."""
    return Lab(bench.worker, bench.judge)


@pytest.fixture
def lab(_lab: Lab, bench: Any) -> Lab:
    bench.legacy = _lab
    return _lab
