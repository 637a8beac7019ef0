"""Turns what was found about claims into verdicts, by level; says which claims are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from harness.claim import Claim, Outcome
from harness.exchange import Exchange
from harness.measure import started
from harness.spent import SAID, spent
from harness.verdict import BROKEN, Finding, Level, Status, Verdict, legible

BREACH: dict[Level, Status] = {"must": "fail", "should": "warn", "probe": "noted"}
RANK: dict[Level, int] = {"must": 0, "should": 1, "probe": 2}
_WITNESSES = 60  # exchanges that one breach keeps
TOO_LONG = "the answer is longer, or has more values or levels, than what is read of one"
_LONGEST = 300  # characters of what a verdict says; the exchanges have the rest


class Scope:
    """Which ids are asked for: those that match a glob; a text without * or ? is an id, and
    stands for everything below it as well. No text at all asks for everything.
    """

    def __init__(self, only: Iterable[str]) -> None:
        texts = tuple(only)
        self._globs = tuple(text for text in texts if "*" in text or "?" in text)
        self._names = frozenset(texts) - frozenset(self._globs)
        self._above = frozenset(above for name in self._names for above in upwards(name))
        self._everything = not texts

    def holds(self, name: str) -> bool:
        """Whether a verdict with this id is asked for."""
        return (
            self._everything
            or any(above in self._names for above in upwards(name))
            or any(fnmatchcase(name, glob) for glob in self._globs)
        )

    def reaches(self, prefix: str) -> bool:
        """Whether a verdict with this id, or one below it, can be asked for."""
        return (
            self._everything
            or prefix in self._above
            or any(above in self._names for above in upwards(prefix))
            or any(_may_match(glob, prefix) for glob in self._globs)
        )


def upwards(name: str) -> Iterator[str]:
    """Yield an id and everything above it."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def brief(text: str) -> str:
    """Return a text that a person reads in a line or three, and how much of it is left out."""
    return started(text, _LONGEST)


def judged(claim: Claim, outcome: Outcome) -> Verdict:
    """Return what an outcome says about a claim: fail for must, warn for should, noted for probe.

    A breach whose evidence lacks an answer is an error: the network or the target failed, and that
    says nothing about the promise, unless the promise is that there is one.
    """
    lost = next(filter(None, map(unanswered, outcome.evidence)), "")
    names = tuple(exchange.id for exchange in outcome.evidence)
    if outcome.clause:
        claim = replace(claim, clause=outcome.clause)
    if outcome.holds:
        status: Status = "noted" if claim.level == "probe" else "pass"
        return legible(_plain(claim, status, exchanges=names))
    if lost and not outcome.silent:
        return legible(_plain(claim, "error", lost, exchanges=names, root=outcome.root))
    found = _plain(claim, exchanges=names, root=outcome.root)
    return legible(_broken(found, claim, outcome))


def witnessed(verdict: Verdict, heard: Iterable[Exchange]) -> Verdict:
    """Return a breach with all that its law asked, behind the exchanges that it names itself."""
    if verdict.status not in BROKEN:
        return verdict
    names = (*verdict.exchanges, *(exchange.id for exchange in heard))
    return replace(verdict, exchanges=tuple(dict.fromkeys(names))[:_WITNESSES])


def _broken(found: Verdict, claim: Claim, outcome: Outcome) -> Verdict:
    """Return a breach; of several places the gravest speaks for all."""
    level, clause = outcome.level or claim.level, found.clause
    expected, observed = brief(outcome.expected), brief(outcome.observed)
    if outcome.findings:
        gravest = min(outcome.findings, key=lambda f: RANK[f.level or claim.level])
        level, clause = gravest.level or claim.level, gravest.clause or claim.clause
        expected, observed = brief(gravest.expected), brief(gravest.observed)
    if claim.level == "probe":  # nothing that it finds is graver than it is
        level = claim.level
    said = brief(outcome.message) or f"expected {expected}; observed {observed}{_others(outcome)}"
    return replace(
        found, level=level, clause=clause, status=BREACH[level], message=said, expected=expected,
        observed=observed, findings=tuple(map(_short, outcome.findings)), more=outcome.more,
    )  # fmt: skip


def _others(outcome: Outcome) -> str:
    """Return how many other places there are at which a law does not hold."""
    count = len(outcome.findings) - 1 + outcome.more
    return f"; and at {count} other places" if count > 0 else ""


def _short(finding: Finding) -> Finding:
    return replace(finding, expected=brief(finding.expected), observed=brief(finding.observed),
                   place=brief(finding.place))  # fmt: skip


def untestable(
    claim: Claim, reason: str, evidence: Iterable[Exchange] = (), blocked_by: str = ""
) -> Verdict:
    """Return that a claim could not be put to the test: why, and what stands in the way."""
    names = tuple(exchange.id for exchange in evidence)
    return legible(
        _plain(claim, "not_testable", brief(reason), exchanges=names, blocked_by=blocked_by)
    )


def declared(claim: Claim, by: str) -> Verdict:
    """Return that the user says the target does not have what a claim is about."""
    said = brief(f"declared unsupported by {by}")
    return legible(_plain(claim, "not_supported", said))


def failed_to_judge(claim: Claim, reason: str) -> Verdict:
    """Return that the suite failed, which says nothing about the target."""
    return legible(_plain(claim, "error", brief(reason)))


def trouble(name: str, reason: str) -> Verdict:
    """Return that a suite could not do its work; no filter hides it."""
    return legible(Verdict(f"suite.{name}", "", "", "must", "error", reason))


def _plain(claim: Claim, status: Status = "pass", message: str = "", **texts: Any) -> Verdict:
    return Verdict(claim.id, claim.clause, claim.operation, claim.level, status, message,
                   source=claim.source, law=claim.law, **texts)  # fmt: skip


def unanswered(exchange: Exchange) -> str:
    """Return why a request got no answer to judge, "" when it got one.

    A limit of requests says nothing about what was asked; locks are no limits.
    """
    if exchange.response is None:
        return f"no response: {exchange.error}"
    if exchange.response.unread:
        return f"{TOO_LONG} (status {exchange.status})"
    if spent(exchange):
        return SAID
    if exchange.status == 429 and not _locked(exchange):
        return "the target limits requests (status 429); give it a `rate` in the configuration"
    return ""


def _locked(exchange: Exchange) -> bool:
    names = exchange.conventions
    if exchange.forgotten:
        return False
    return bool(names.locked) and exchange.code == names.locked


def _may_match(glob: str, prefix: str) -> bool:
    """Whether some id that is `prefix` or continues it with a dot can match `glob`."""
    if fnmatchcase(prefix, glob):
        return True
    fixed = glob
    for wildcard in "*?[":
        fixed = fixed.partition(wildcard)[0]
    return fixed.startswith(f"{prefix}.") or (
        fixed != glob and (prefix.startswith(fixed) or f"{prefix}.".startswith(fixed))
    )
