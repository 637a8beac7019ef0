"""What came of asking a group twice: what came back is told, what did not is "seen once".

A far server flakes. A breach that is not there when its claim is asked again, with other objects,
is a warning with what was exchanged both times; its level stays. A breach at several places is held
place by place. Parts of one claim that two groups have seen at one place are no longer seen once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from harness.judge import BREACH, RANK, brief
from harness.verdict import BROKEN, Finding, Level, Verdict

GONE = "seen once, and not when it was asked again: "
LATE = "seen once, when it was asked again: "
UNASKED = "not asked again: "
_SILENT = ("not_testable", "error")


def came_back(
    first: Verdict | None, second: Verdict | None, level: Level, *, asked: bool
) -> Verdict | None:
    """Return what two attempts say together about a claim of a level, or about a part of it.

    None is what an attempt gives that has nothing to say; `asked` is whether the second attempt
    had answers in which the claim could have broken.
    """
    broke, again = _broke(first), _broke(second)
    if again is not None and broke is None:
        return _once(again, first, level, LATE)
    if broke is None:
        return first
    if second is not None and second.status in _SILENT:
        return unasked(broke, second.message)
    if second is None and not asked:
        return unasked(broke, "the second time nothing showed it")
    if again is None:
        return _once(broke, second, level, GONE)
    return _by_place(broke, again, level) if broke.findings else broke


def _broke(verdict: Verdict | None) -> Verdict | None:
    return verdict if verdict is not None and verdict.status in BROKEN else None


def unasked(verdict: Verdict, reason: str) -> Verdict:
    """Return a breach that could not be asked again: it is told as it was seen, and why."""
    return replace(verdict, message=f"{verdict.message}; {UNASKED}{brief(reason)}")


def _once(told: Verdict, other: Verdict | None, level: Level, words: str) -> Verdict:
    """Return a breach that one attempt alone showed, with what was exchanged both times."""
    early, late = (told, other) if words == GONE else (other, told)
    findings = tuple(replace(f, level=f.level or level, once=True) for f in told.findings)
    return replace(
        told, status="warn", message=f"{words}{told.message}", once=True, findings=findings,
        exchanges=_both(early, late),
    )  # fmt: skip


def _both(*verdicts: Verdict | None) -> tuple[str, ...]:
    found = (name for verdict in verdicts if verdict for name in verdict.exchanges)
    return tuple(dict.fromkeys(found))


def _by_place(first: Verdict, second: Verdict, level: Level) -> Verdict:
    """Return a breach at several places: those that did not come back are seen once.

    Of more places than are kept nobody knows whether they came back: they are told as they are.
    """
    back = {finding.place for finding in second.findings}
    if second.more or all(finding.place in back for finding in first.findings):
        return first
    known = {finding.place for finding in first.findings}
    if not back & known:
        first = replace(first, findings=(*first.findings, *second.findings))
    findings = tuple(
        replace(f, level=f.level or level, once=f.place not in back or f.place not in known)
        for f in first.findings
    )
    return restated(replace(first, findings=findings, exchanges=_both(first, second)))


def restated(verdict: Verdict) -> Verdict:
    """Return a breach as its findings say, of which some were seen once: the gravest of the others
    speaks for all. Each finding that is seen once, and each beside it, has a level.
    """
    back = [finding for finding in verdict.findings if not finding.once]
    gravest = min(back or verdict.findings, key=_gravity)
    level = gravest.level or verdict.level
    more = len(verdict.findings) - 1 + verdict.more
    others = f"; and at {more} other places" if more > 0 else ""
    message = f"expected {gravest.expected}; observed {gravest.observed}{others}"
    return replace(
        verdict, level=level, clause=gravest.clause or verdict.clause, once=not back,
        status=BREACH[level] if back else "warn", expected=gravest.expected,
        observed=gravest.observed, message=message if back else f"{GONE}{message}",
    )  # fmt: skip


def _gravity(finding: Finding) -> int:
    return RANK[finding.level] if finding.level else 0


def seen_again(parts: Iterable[Verdict]) -> list[Verdict]:
    """Return the parts of one claim: a breach that two of them show at one place came back."""
    found = list(parts)
    if not any(_doubtful(part) for part in found):
        return found
    broken = [part for part in found if part.status in BROKEN]
    count = Counter(place for part in broken for place in _places(part))
    return [_believed(part, count) if _doubtful(part) else part for part in found]


def _doubtful(part: Verdict) -> bool:
    return part.once or any(finding.once for finding in part.findings)


def _places(part: Verdict) -> set[str]:
    return {finding.place for finding in part.findings} or {""}


def _believed(part: Verdict, count: Counter[str]) -> Verdict:
    if part.findings:
        findings = tuple(replace(f, once=f.once and count[f.place] < 2) for f in part.findings)
        return restated(replace(part, findings=findings)) if findings != part.findings else part
    if count[""] < 2:
        return part
    message = part.message.removeprefix(GONE).removeprefix(LATE)
    return replace(part, status=BREACH[part.level], message=message, once=False)
