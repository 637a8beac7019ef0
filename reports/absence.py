"""What a server does not have: in one line, and as a block for the configuration."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping

from harness.ledger import Ledger
from reports.fixing import FixList

_NAMED = 4  # operations that one line names


def absence(fixes: FixList) -> str:
    """Return which operations a server does not have, and what that costs; "" when it has all."""
    names = fixes.missing
    if not names:
        return ""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    plural = "operations are" if len(names) > 1 else "operation is"
    return (
        f"{len(names)} {plural} not there, by which {fixes.lost:,} claims are lost: "
        f"{', '.join(names[:_NAMED])}{more}"
    )


def block(fixes: FixList, ledger: Ledger) -> str:
    """Return what the configuration says of a server without them, "" of one with all."""
    operations: Mapping[str, str] = ledger.header.get("operations") or {}
    gone = {operations[title] for title in fixes.missing if title in operations}
    names = list(_globs(gone, operations))
    listed = "".join(f"  {json.dumps(name)},\n" for name in names)
    return f"unsupported = [\n{listed}]\n" if names else ""


def _globs(gone: set[str], operations: Mapping[str, str]) -> Iterator[str]:
    """Yield ids of operations, or a glob where all of a resource are gone."""
    family: dict[str, set[str]] = defaultdict(set)
    for name in operations.values():
        family[name.rpartition(".")[0]].add(name)
    for resource, every in sorted(family.items()):
        if every <= gone:
            yield f"{resource}.*"
        else:
            yield from sorted(every & gone)
