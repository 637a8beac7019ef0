"""Which worker asks which groups: those of a bundle share objects, so one asks them in order.

pytest-xdist would learn this from a mark, which its workers write behind the name of an item; since
pytest 9.2 that name cannot be changed. The plan knows the bundle of a group by its name, and so an
item has the same name whoever runs it. Where there is no pytest-xdist this is not imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from suites.plan import Group


class Bundled(LoadScopeScheduling):  # type: ignore[misc] # pytest-xdist has no annotations
    """Hands out whole bundles."""

    def __init__(self, config: pytest.Config, log: Any, bundles: Mapping[str, str]) -> None:
        super().__init__(config, log)
        self._bundles = bundles

    def _split_scope(self, nodeid: str) -> str:
        """Return what an item is handed out with: pytest-xdist asks this of every item."""
        return bundle_of(nodeid, self._bundles)


def bundles(groups: Iterable[Group]) -> dict[str, str]:
    """Return the bundle of each group by the group's name."""
    return {group.id: group.bundle for group in groups}


def bundle_of(nodeid: str, known: Mapping[str, str]) -> str:
    """Return the bundle of an item, whose name ends with the group in brackets.

    What is not known by its whole name goes by the longest beginning that is, else by its module.
    """
    module, _, rest = nodeid.partition("::")
    name = rest.partition("[")[2].removesuffix("]")
    while name and name not in known:
        name = name.rpartition(".")[0]
    return known.get(name, module)
