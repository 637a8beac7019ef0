"""Where Hypothesis keeps its tables of letters: not in the folder that a command was started in.

They take it a second to make. They are kept where Python keeps what it compiles; where it keeps
nothing, or that cannot be written to, Hypothesis makes them anew in each process.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from assay.bundle_path import bundle
from caching.beside import place_of

VARIABLE = "HYPOTHESIS_STORAGE_DIRECTORY"


@contextlib.contextmanager
def settled() -> Iterator[None]:
    """Name the place to this process and those that it starts, unless the user has named one."""
    if os.environ.get(VARIABLE):
        yield
        return
    place = place_of(bundle() / "suites", "hypothesis", "")
    os.environ[VARIABLE] = str(place or os.path.join(os.devnull, "hypothesis"))  # noqa: PTH118
    try:
        yield
    finally:
        os.environ.pop(VARIABLE, None)
