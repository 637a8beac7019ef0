"""For suites that are not laws yet: the ways in which they record verdicts by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contracts.model import Operation
from harness.claim import Claim, Outcome
from harness.exchange import Exchange
from harness.judge import Scope, judged, trouble, unanswered, untestable
from harness.verdict import Verdict
from suites.lab import Lab as _Lab
from suites.law import Unavailable
from suites.looking.say import said
from suites.merit import ALIKE, SAME_BORN
from suites.worker import Sender, Worker


class Judge:
    """Records verdicts through `sink`, those that `only` asks for."""

    def __init__(self, sink: Callable[[Verdict], None], only: tuple[str, ...] = ()) -> None:
        self._sink = sink
        self._scope = Scope(only)
        self.recorded: list[Verdict] = []

    def wanted(self, prefix: str) -> bool:
        return self._scope.reaches(prefix)

    def asked(self, name: str) -> bool:
        return self._scope.holds(name)

    def take(self) -> list[Verdict]:
        found, self.recorded = self.recorded, []
        return found

    def record(self, verdict: Verdict) -> None:
        if self._scope.holds(verdict.id):
            self.keep(verdict)

    def keep(self, verdict: Verdict) -> None:
        self.recorded.append(verdict)
        self._sink(verdict)

    def trouble(self, name: str, reason: str) -> None:
        self.keep(trouble(name, reason))

    def failed(
        self,
        id: str,
        clause: str,
        operation: str,
        *,
        expected: str,
        observed: str,
        level: Any = "must",
        exchanges: Iterable[str] = (),
        **_rest: Any,
    ) -> None:
        outcome = Outcome(False, expected, observed)
        found = judged(Claim(id, clause, operation, level), outcome)
        from dataclasses import replace

        self.record(replace(found, exchanges=tuple(exchanges)))


class Lab(_Lab):
    """A bench of its own for each legacy suite."""

    def __init__(self, worker: Worker, judge: Judge) -> None:
        super().__init__(worker, "legacy")
        self.judge = judge

    def flush(self) -> None:
        for verdict in self.watch.verdicts():
            self.judge.record(verdict)

    def same_born(self, operation: Operation) -> bool:
        return self.merit.same_born(operation)

    def lively(self, operation: Operation) -> bool:
        return self.merit.lively(operation)

    def absent(self, operation: Operation, exchange: Exchange) -> bool:
        return self.merit.absent(operation, exchange)

    def told_of(self, operation: Operation, exchange: Exchange) -> str:
        return self.merit.told(operation, exchange)

    def minimal(self, operation: Operation) -> Exchange | str:
        return self.merit.minimal(operation)

    def twin(
        self, operation: Operation, form: Mapping[str, Any], subject: str = ""
    ) -> Exchange | str:
        return self.merit.twin(operation, form, subject)

    def ready(self, operation: Operation) -> str:
        try:
            self.merit.ready(operation)
        except Unavailable as why:
            return str(why)
        return ""

    def passed(self, claim: Claim, *exchanges: Exchange) -> None:
        self.judge.record(judged(claim, Outcome(True, evidence=exchanges)))

    def broken(
        self, claim: Claim, expected: str, observed: str, *exchanges: Exchange, message: str = ""
    ) -> None:
        self.judge.record(judged(claim, Outcome(False, expected, observed, exchanges, message)))

    def untestable(self, claim: Claim, reason: str, *exchanges: Exchange) -> None:
        self.judge.record(untestable(claim, reason, exchanges))

    def held(
        self, claim: Claim, holds: bool, expected: str, observed: str, *exchanges: Exchange
    ) -> None:
        self.judge.record(judged(claim, Outcome(holds, expected, observed, exchanges)))


__all__ = ["ALIKE", "SAME_BORN", "Claim", "Judge", "Lab", "Sender", "said", "unanswered"]
