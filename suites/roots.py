"""Leads each verdict that hangs on another to its root: the one thing that has to be mended.

What was not testable names what blocked it, a claim or a call; a breach may follow from another, as
its law says (`follows`). A call that is not there leads on to the claim that says so. A chain of
either kind ends at a root, and what is blocked has at least the exchange that blocks it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from harness.verdict import BROKEN, Verdict
from suites.absence import call_of, calls


def rooted(found: Iterable[Verdict], follows: Mapping[str, tuple[str, ...]]) -> Iterator[Verdict]:
    """Yield verdicts with their roots; `follows` are, by law, the laws whose breach explains one.

    A breach follows only from another about the same operation.
    """
    verdicts = tuple(found)
    chains = _Chains({verdict.id: verdict for verdict in verdicts}, follows)
    for verdict in verdicts:
        yield chains.rooted(verdict)


@dataclass
class _Chains:
    """The verdicts of a run, and what each hangs on."""

    known: Mapping[str, Verdict]
    follows: Mapping[str, tuple[str, ...]]
    _broken: dict[tuple[str, str], str] = field(init=False)
    _calls: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        broken: defaultdict[tuple[str, str], str] = defaultdict(str)
        for verdict in self.known.values():
            if verdict.status in BROKEN and verdict.law and not verdict.once:
                place = verdict.operation, verdict.law
                broken[place] = min(filter(None, (broken[place], verdict.id)))
        self._broken = dict(broken)
        self._calls = calls(self.known.values())

    def rooted(self, verdict: Verdict) -> Verdict:
        """Return a verdict with the end of its chain; what is blocked shows what blocks it."""
        chain = self._chain(verdict)
        if not chain:
            return verdict
        blocking = [self.known[name].exchanges for name in chain if name in self.known]
        exchanges = verdict.exchanges or next(filter(None, blocking), ())
        if verdict.status == "not_testable":
            last = next(filter(None, reversed(blocking)), ())
            exchanges = tuple(dict.fromkeys((*exchanges, *last)))
        return replace(verdict, root=chain[-1], exchanges=exchanges)

    def _chain(self, verdict: Verdict) -> list[str]:
        """Return what a verdict hangs on, what that hangs on, and so on."""
        chain: list[str] = []
        at: Verdict | None = verdict
        while at is not None:
            above = self._above(at)
            if not above or above in chain or above == verdict.id:
                break
            chain.append(above)
            at = self.known.get(above)
            if at is None and (absent := self._calls.get(call_of(above), "")):
                chain.append(absent)
                break
        return chain

    def _above(self, verdict: Verdict) -> str:
        if verdict.status == "not_testable":
            return verdict.blocked_by
        if verdict.status not in BROKEN:
            return ""
        if verdict.root:
            return verdict.root
        names = self.follows.get(verdict.law, ())
        found = (self._broken.get((verdict.operation, name), "") for name in names)
        return next(filter(None, found), "")
