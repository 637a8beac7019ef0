"""What is known to fail, heeded in the tests of a mock as it is in a run.

Whether an entry is fixed is known when all that it names was asked: a run says that.
"""

from __future__ import annotations

from pathlib import Path

from assay.run.expecting import check_entries, known_of
from assay.trouble import USAGE, Stop
from contracts.retired import retired
from harness.config import ConfigError
from harness.known import Entries
from suites.plan import Plan


def entries(config: Path | None, plan: Plan, package: Path) -> Entries:
    """Return the known failures beside a configuration, or in the folder that tests run in.

    Raises Stop (2) when the file is wrong or names what nothing asks.
    """
    try:
        known = known_of(None, config)
        if known is None:
            return Entries(())
        gone = check_entries(known, plan, package)
    except ConfigError as trouble:
        raise Stop(str(trouble), USAGE) from None
    alive = (entry for entry in known.entries if entry.id not in gone)
    return Entries(alive, retired(package).renamed)
