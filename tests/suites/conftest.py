"""What tests of the suites share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assay.run.embedded import embedded
from harness.config import Config
from harness.redaction import Keys


@pytest.fixture(scope="module")
def sandbox() -> Iterator[tuple[Config, Keys]]:
    """The embedded sandbox, and the keys it takes."""
    with embedded() as reached:
        yield reached
