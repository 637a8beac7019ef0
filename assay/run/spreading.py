"""Which worker asks which groups: those of a bundle share objects, so one asks them in order.

pytest-xdist would learn this from a mark, which its workers write behind the name of an item; since
pytest 9.2 that name cannot be changed. The plan knows the bundle of a group by its name, and so an
item has the same name whoever runs it. Where there is no pytest-xdist this is not imported.

Its own schedulers hand nothing to a worker that replaces a dead one when all that is left of a
bundle is a single item, and wait for ever: here what was handed out is known item by item.
"""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest
from xdist.workermanage import parse_tx_spec_config

from assay.run.sharing import number, shares
from suites.plan import Group

_LOW = 2  # items left, at which a worker is given another bundle: it begins none without a next
ENOUGH = 3  # workers that died at an item, after which nobody is asked to run it again


class Bundled:
    """Hands out whole bundles, to `count` workers; the methods are those pytest-xdist calls.

    What a worker that died has not answered is handed out again, unless it has killed enough.
    `shares` says which worker is given a bundle at once: it asks several at a time.
    """

    def __init__(
        self, count: int, bundles: Mapping[str, str], report: Any = None,
        shares: Mapping[str, int] | None = None,
    ) -> None:  # fmt: skip
        self._count = count
        self._bundles = bundles
        self._report = report
        self._shares = shares or {}
        self._known: dict[Any, list[str]] = {}  # the items of each worker that can be given any
        self._pending: dict[Any, list[str]] = {}  # what each has, and has not done
        self._left: deque[list[str]] | None = None  # None until the workers are there
        self._deaths: Counter[str] = Counter()

    @property
    def nodes(self) -> list[Any]:
        """The workers that are alive."""
        return list(self._pending)

    @property
    def collection_is_completed(self) -> bool:
        """Whether as many workers as there should be have said what they can run."""
        return self._left is not None or len(self._known) >= self._count

    @property
    def tests_finished(self) -> bool:
        """Whether nothing is left but what each worker does last."""
        return self._left is not None and not self.has_work

    @property
    def has_work(self) -> bool:
        """Whether something is to be handed out, or waits for what comes behind it."""
        return bool(self._left) or any(len(items) > 1 for items in self._pending.values())

    @property
    def has_pending(self) -> bool:
        """Whether anything was not done yet."""
        return bool(self._left) or any(self._pending.values())

    def add_node(self, node: Any) -> None:
        """Take note of a worker."""
        self._pending[node] = []

    def add_node_collection(self, node: Any, collection: Sequence[str]) -> None:
        """Take note of what a worker can run. Where two differ nothing more is handed out."""
        other = next(iter(self._known.values()), None)
        if other is not None and list(collection) != other:
            self._differ(node)
            return
        self._known[node] = list(collection)

    def _differ(self, node: Any) -> None:
        self.withdraw()
        if self._report is not None:
            text = f"the worker {node.gateway.id} knows other groups than the others"
            self._report(pytest.CollectReport(node.gateway.id, "failed", text, []))

    def schedule(self) -> None:
        """Hand out what is left to those who have too little."""
        if self._left is None:
            items = next(iter(self._known.values()), [])
            self._left = deque(sorted(self._by_bundle(items), key=len, reverse=True))
            for node in self.nodes:
                self._give_own(node)
            for node in self.nodes if not self._shares else ():
                self._give(node)
        for node in self.nodes:
            self._feed(node)

    def _give_own(self, node: Any) -> None:
        """Give a worker what is its own from the start, in the order of the plan."""
        own = number(node.gateway.id) if self._shares else None
        mine = {bundle for bundle, worker in self._shares.items() if worker == own}
        left = self._left or deque()
        if node not in self._known or not mine:
            return
        kept = [items for items in left if bundle_of(items[0], self._bundles) not in mine]
        given = {item for items in left for item in items} - {i for items in kept for i in items}
        self._left = deque(kept)
        self._hand(node, [item for item in self._known[node] if item in given])

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:  # noqa: ARG002
        """Take note of what a worker has done."""
        item = self._known[node][item_index]
        if item in self._pending[node]:
            self._pending[node].remove(item)
        self._feed(node)

    def mark_test_pending(self, item: str) -> None:
        """Hand out an item once more."""
        if self._left is not None:
            self._left.append([item])
            self.schedule()

    def remove_node(self, node: Any) -> str | None:
        """Forget a worker; return the item it died at, if any. Raises KeyError."""
        items = self._pending.pop(node)
        self._known.pop(node, None)
        if not items:
            return None
        died_at = items[0]
        self._deaths[died_at] += 1
        if self._deaths[died_at] >= ENOUGH:
            items = items[1:]
        if self._left is not None:
            self._left.extendleft(reversed(self._by_bundle(items)))
            self.schedule()
        return died_at

    def withdraw(self) -> None:
        """Hand out nothing more, and take back what no worker has begun."""
        self._left = deque()
        for node, items in self._pending.items():
            for item in items[1:]:
                with contextlib.suppress(OSError):
                    node.send_steal([self._known[node].index(item)])
            node.shutdown()

    def remove_pending_tests_from_node(self, node: Any, indices: Sequence[int]) -> None:
        """Take note of what a worker has given back."""
        back = {self._known[node][index] for index in indices}
        self._pending[node] = [item for item in self._pending[node] if item not in back]

    def _by_bundle(self, items: Iterable[str]) -> list[list[str]]:
        """Return items by their bundles, in the order of these."""
        found: dict[str, list[str]] = {}
        for item in items:
            found.setdefault(bundle_of(item, self._bundles), []).append(item)
        return list(found.values())

    def _feed(self, node: Any) -> None:
        """Give a worker another bundle when it has too little, and its leave when none is left."""
        if node not in self._known or node.shutting_down:
            return
        while self._left and len(self._pending[node]) <= _LOW:
            self._give(node)
        if not self._left:
            node.shutdown()

    def _give(self, node: Any) -> None:
        if not self._left or node not in self._known or node.shutting_down:
            return
        self._hand(node, self._left.popleft())

    def _hand(self, node: Any, items: list[str]) -> None:
        self._pending[node] += items
        known = self._known[node]
        with contextlib.suppress(OSError):  # it has died: pytest-xdist will say so
            node.send_runtest_some([known.index(item) for item in items])


def scheduler(config: pytest.Config, groups: Sequence[Group], concurrency: int = 1) -> Bundled:
    """Return what hands out the groups of a run to the workers that pytest was told to start.

    Each of these asks as many groups at a time as `concurrency`.
    """
    report = config.hook.pytest_collectreport
    count = len(parse_tx_spec_config(config))
    laid = shares(groups, count) if concurrency > 1 else {}
    return Bundled(count, bundles(groups), lambda found: report(report=found), laid)


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
