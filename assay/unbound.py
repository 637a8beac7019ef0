"""Says which operations of a package are left out, since no set of conventions is theirs."""

from __future__ import annotations

from contracts.model import Contracts


def left_out(contracts: Contracts) -> str:
    """Return which operations are left out, each by its name, "" when none is."""
    names = [one.id for one in contracts.unbound]
    if not names:
        return ""
    is_left = "operation is" if len(names) == 1 else "operations are"
    whose = "its" if len(names) == 1 else "theirs"
    told = ", ".join(names)
    return f"{len(names)} {is_left} left out, since no set of conventions is {whose}: {told}"
