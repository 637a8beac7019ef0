"""What the verdicts of a run come to, held against known failures and against earlier runs.

A claim that was judged before and is not any more may hide what is broken: a set-up that broke must
not turn a red run green. What comes and goes by chance (walks, drawn forms, what no answer happened
to show) hides nothing.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from assay import __version__
from assay.run.earlier import Earlier
from assay.run.expecting import NOTHING, Expected
from assay.run.judgement import cut_short, lost_of, partly, whole_of
from assay.run.settings import Settings
from contracts.retired import retired
from harness.heeding import heed
from harness.verdict import JUDGED, Verdict
from suites.selection import Selection

_NAMES = {"API version": "api_version", "version of Assay": "version"}  # in a header


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The verdicts of a run as they are told, and what its footer says of them."""

    verdicts: tuple[Verdict, ...]
    footer: Mapping[str, Any] = field(default_factory=dict)


def conclude(
    selection: Selection,
    settings: Settings,
    found: Iterable[Verdict],
    expected: Expected = NOTHING,
    unasked: AbstractSet[str] = frozenset(),
) -> Conclusion:
    """Return what settled verdicts come to. `unasked` are groups that did not come to their end."""
    verdicts = tuple(found)
    before = {*expected.judged, *(_judged(expected.baseline) if expected.baseline else ())}
    lost = lost_of(selection.plan, verdicts, before)
    cut = cut_short(selection.plan, verdicts, lost, unasked)
    open_ = cut | partly(selection.plan, verdicts, whole_of(settings.profile, settings.only))
    heeded = heed(
        settings.known, verdicts, today=_day(settings.started or time.time()),
        renamed=retired(settings.package).renamed, undecided=selection.asked & open_,
    )  # fmt: skip
    told = heeded.verdicts
    footer = {
        "fixed": list(heeded.fixed),
        "expired": list(heeded.expired),
        "sometimes": list(heeded.sometimes),
        "lost": sorted(lost), "short": _short(selection, told, expected.required),
        "baseline": expected.baseline and compared(
            expected.baseline, told, settings, undecided=cut,
        ),
        "warned": _warned(expected, told) if expected.strict else [],
        "previous": expected.previous and since(expected.previous, told, settings, cut),
        "trend": list(expected.trend),
    }  # fmt: skip
    return Conclusion(told, {name: value for name, value in footer.items() if value})


def _warned(expected: Expected, verdicts: Iterable[Verdict]) -> list[str]:
    """Return the shoulds that are broken, and were not in the baseline where there is one."""
    earlier = expected.baseline.verdicts if expected.baseline else {}
    return sorted(
        v.id for v in verdicts
        if v.status == "warn" and not (v.id in earlier and earlier[v.id].status == "warn")
    )  # fmt: skip


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _judged(run: Earlier) -> set[str]:
    return {name for name, verdict in run.verdicts.items() if verdict.status in JUDGED}


def _short(
    selection: Selection, verdicts: Iterable[Verdict], required: float | None
) -> dict[str, float] | None:
    """Return how many claims were judged of those that could be, where it is less than required."""
    if required is None:
        return None
    status = {verdict.id: verdict.status for verdict in verdicts}
    could = [claim.id for claim in selection.claims()
             if claim.level != "probe" and status.get(claim.id) != "not_supported"]  # fmt: skip
    judged = sum(status.get(name) in JUDGED for name in could)
    if could and 100 * judged >= required * len(could):
        return None
    return {"required": required, "judged": judged, "of": len(could)}


def since(
    run: Earlier, verdicts: Iterable[Verdict], settings: Settings, undecided: Collection[str] = ()
) -> dict[str, Any]:
    """Return how a run compares with the one before it, as a report tells it: it breaks nothing."""
    now = {verdict.id: verdict for verdict in verdicts}
    lost = _judged(run) & now.keys() - {v.id for v in now.values() if v.status in JUDGED}
    told = compared(run, now.values(), settings, "the run before", undecided)
    return {**told, "unjudged": sorted(lost)}


def compared(
    run: Earlier, verdicts: Iterable[Verdict], settings: Settings, name: str = "the baseline",
    undecided: Collection[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """Return how a run compares with an earlier one: what is newly broken, and what is mended.

    A breach that the earlier run saw once was seen: it is not new when it comes back. What is
    `undecided` holds as far as a run that was cut short has seen: that mends nothing.
    """
    now = {verdict.id: verdict for verdict in verdicts}
    failing = {name for name, verdict in now.items() if verdict.status == "fail"}
    held = {name for name, verdict in now.items() if verdict.status in ("pass", "fixed")}
    return {
        "run": run.header.get("run") or run.header.get("id"),
        "started": run.header.get("started"), "base_url": run.header.get("base_url"),
        "new": sorted(failing - run.seen), "before": sorted(failing & run.seen),
        "mended": sorted(run.failed & held - {*undecided}),
        "notes": list(_notes(run, settings, failing - run.seen, name)),
    }  # fmt: skip


def _notes(run: Earlier, settings: Settings, new: Collection[str], name: str) -> Iterable[str]:
    """Yield in what the earlier run was another one."""
    for words, now in (
        ("profile", settings.profile), ("API version", settings.api_version),
        ("version of Assay", __version__),
    ):  # fmt: skip
        then = run.header.get(_NAMES.get(words, words))
        if then is not None and then != now:
            yield f"{name} has another {words}: {then}, and this run {now}"
    if not run.complete:
        yield f"{name} is incomplete: what it did not come to counts as not broken"
    unasked = sum(name not in run.verdicts for name in new)
    if unasked:
        yield f"of what is newly broken, {unasked} claims were not asked in {name}"
