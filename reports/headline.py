"""The headline of a run: PASS, FAIL or INCOMPLETE, and how much of what is promised holds.

A server that takes whatever it is sent, and answers with an object of the right kind, keeps some
promises without keeping anything else: these are counted apart, so that the rest compares servers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from harness.ledger import Ledger
from harness.result import Word, broken, result
from harness.verdict import JUDGED


@dataclass(frozen=True, slots=True)
class Headline:
    """What a run comes to, in numbers of claims.

    `held` of `musts` planned musts hold; `taken` of `takings` are those that a server keeps as well
    which takes everything and remembers nothing, and are in neither of the first two. `passed` of
    `judged` claims hold, and `judged` of `asked` could be judged.
    """

    word: Word
    held: int
    musts: int
    taken: int
    takings: int
    passed: int
    judged: int
    asked: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """The numbers in words, each with what it is a part of."""
        apart = f"{self.taken:,} of {self.takings:,} that a server keeps which takes everything"
        conformance = f"{self.passed:,} of {self.judged:,} judged claims hold"
        coverage = f"{self.judged:,} of {self.asked:,} claims were judged"
        return (
            f"{self.held:,} of {self.musts:,} planned musts hold; apart from these {apart}",
            f"conformance: {conformance}; coverage: {coverage}",
        )

    def why(self, ledger: Ledger) -> str:
        """Return in a few words what the word stands on."""
        footer, totals = ledger.footer or {}, ledger.totals
        lost, cut = len(footer.get("unreached") or ()), ""
        if not ledger.complete:
            cut = f"the run was ended before its end, {lost:,} claims unasked"
        if self.word == "FAIL":
            told = "; ".join(_failures(ledger))
            return f"{told}; {cut}, INCOMPLETE" if cut else told
        if self.word == "INCOMPLETE":
            return cut or _lacking(ledger) or "nothing that was asked could be shown to hold"
        how = "newly broken" if footer.get("baseline") and totals["fail"] else "broken"
        but = f", but for {totals['known']:,} known failures" if totals["known"] else ""
        return f"nothing is {how}{but}, and {totals['pass']:,} claims hold"

    @property
    def plain(self) -> dict[str, Any]:
        """The numbers as results.json has them."""
        return {
            "musts": {"held": self.held, "planned": self.musts},
            "accepting": {"held": self.taken, "planned": self.takings},
            "conformance": {"held": self.passed, "judged": self.judged},
            "coverage": {"judged": self.judged, "asked": self.asked},
        }


def _failures(ledger: Ledger) -> Iterator[str]:
    """Yield what breaks a run."""
    footer, many = ledger.footer or {}, len(broken(ledger))
    new = "newly " if footer.get("baseline") else ""
    if many:
        yield f"{many:,} {'promises are' if many != 1 else 'promise is'} {new}broken"
    warned = len(footer.get("warned") or ())
    if warned:
        yield f"{warned:,} {'shoulds are' if warned != 1 else 'should is'} {new}broken"
    for name, one, words in (
        ("fixed", "failure no longer fails", "failures no longer fail"),
        ("expired", "failure has expired", "failures have expired"),
    ):  # fmt: skip
        count = len(footer.get(name) or ())
        if count:
            yield f"{count:,} known {words if count != 1 else one}"


def _lacking(ledger: Ledger) -> str:
    """Return what a run that came to its end lacks."""
    footer, errors = ledger.footer or {}, ledger.totals["error"]
    lost = len(footer.get("lost") or ())
    if errors:
        return f"{errors:,} claims could not be asked"
    if lost:
        return f"{lost:,} claims that were judged before are not judged any more"
    return "less was judged than is required" if footer.get("short") else ""


def headline(ledger: Ledger) -> Headline:
    """Return the headline of a run."""
    totals = ledger.totals
    apart = {name for name, law in ledger.laws.items() if law.taking}
    found = [0, 0], [0, 0]
    verdicts = {verdict.id: verdict for verdict in ledger.verdicts}
    for claim in ledger.claims or ledger.verdicts:
        verdict = verdicts.get(claim.id)  # none of what a run did not come to
        status = verdict.status if verdict is not None else "not_testable"
        if claim.level == "must" and status != "not_supported":
            counted = found[claim.law in apart]
            counted[0] += status in ("pass", "fixed")
            counted[1] += 1
    judged = sum(totals[status] for status in JUDGED)
    (held, musts), (taken, takings) = found
    return Headline(result(ledger), held, musts, taken, takings, totals["pass"], judged,
                    len(ledger.verdicts))  # fmt: skip
