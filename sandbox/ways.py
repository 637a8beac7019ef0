"""By which conventions a request is read and answered: those of the operation that it leads to.

A package may have several sets. What leads to no operation is met by those whose prefix its path
has, the package's own before others.
"""

from __future__ import annotations

from contracts.model import Contracts
from sandbox import wire
from sandbox.dialect import Dialect
from sandbox.router import Router


class Way:
    """The contracts under one set of conventions, and what is made of these once."""

    __slots__ = ("contracts", "dialect", "headers", "ordinary")

    def __init__(self, contracts: Contracts) -> None:
        self.contracts = contracts
        self.headers = wire.headers(contracts.api)
        self.dialect = Dialect(contracts)
        self.ordinary = wire.ordinary(contracts.api) and self.dialect.ordinary


class Ways:
    """The ways of all sets of a package."""

    def __init__(self, contracts: Contracts) -> None:
        self._ways = {view.set: Way(view) for view in contracts.views}
        self._first = self._ways[contracts.set]

    def of(self, router: Router, method: str, path: str) -> Way:
        """Return the way of a request, by what it leads to."""
        if len(self._ways) == 1:
            return self._first
        near = [(way, bare) for way in self._ways.values()
                if (bare := wire.bare(way.contracts.api, path))]  # fmt: skip
        for way, bare in near:
            if way.contracts.set in _sets(router, method, bare):
                return way
        return near[0][0] if near else self._first


def _sets(router: Router, method: str, path: str) -> list[str]:
    """Return the sets of what a path leads to: with the method, or else with any."""
    routes = router.routes(path)
    found = [routes[method]] if method in routes else list(routes.values())
    return [route.operation.set if route.operation else "" for route in found]
