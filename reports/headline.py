"""The headline of a run: PASS, FAIL or INCOMPLETE, and how much of what is promised holds.

A server that takes whatever it is sent, and answers with an object of the right kind, keeps some
promises without keeping anything else: these are counted apart, so that the rest compares servers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from harness.ledger import Ledger
from harness.result import Word, result
from harness.verdict import Status

JUDGED: tuple[Status, ...] = ("pass", "fail", "warn", "known", "fixed")


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
        totals, lost = ledger.totals, len((ledger.footer or {}).get("unreached") or ())
        cut = (
            "" if ledger.complete else f"the run was ended before its end, {lost:,} claims unasked"
        )
        if self.word == "FAIL":
            many = totals["fail"]
            told = f"{many:,} {'promises are' if many != 1 else 'promise is'} broken"
            return f"{told}; {cut}, INCOMPLETE" if cut else told
        if self.word == "INCOMPLETE":
            errors = f"{totals['error']:,} claims could not be asked" if totals["error"] else ""
            return cut or errors or "nothing that was asked could be shown to hold"
        return f"nothing is broken, and {totals['pass']:,} claims hold"

    @property
    def plain(self) -> dict[str, Any]:
        """The numbers as results.json has them."""
        return {
            "musts": {"held": self.held, "planned": self.musts},
            "accepting": {"held": self.taken, "planned": self.takings},
            "conformance": {"held": self.passed, "judged": self.judged},
            "coverage": {"judged": self.judged, "asked": self.asked},
        }


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
            counted[0] += status == "pass"
            counted[1] += 1
    judged = sum(totals[status] for status in JUDGED)
    (held, musts), (taken, takings) = found
    return Headline(result(ledger), held, musts, taken, takings, totals["pass"], judged,
                    len(ledger.verdicts))  # fmt: skip
