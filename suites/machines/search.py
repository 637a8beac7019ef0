"""Lets Hypothesis walk, and shrink a walk that breaks an invariant to the shortest that does."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import seed as seeded
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from suites.drawing import steady
from suites.lab import Lab
from suites.looking.once import Once
from suites.machines.machine import Machine
from suites.machines.walk import BrokenWalk, Log, Over, Walk

# Walks, moves of one walk, and requests that the walks of one machine may cost with shrinking.
SIZES = {
    "smoke": (2, 6, 1_000), "standard": (15, 8, 3_000), "thorough": (150, 30, 30_000),
}  # fmt: skip


class Search:
    """Looks for breaches of a machine's invariants; `breaches` are the shortest walks found."""

    def __init__(self, lab: Lab, machine: type[Machine]) -> None:
        self._lab = lab
        self._machine = machine
        walks, self._steps, limit = SIZES[lab.profile]
        self._walks = max(1, round(walks * machine.share))
        self.log = Log(limit)
        self.breaches: dict[str, Walk] = {}
        self.wavering: dict[str, Walk] = {}
        self.over: Over | None = None
        self.walk = Once(lambda: self._run(frozenset(machine.promises)))

    def _run(self, left: frozenset[str]) -> None:
        """Walk until no further invariant breaks: one that is broken is not looked at again."""
        while left:
            self.log.judged, self.log.breaches = left, []
            steady = self._once()
            if not self.log.breaches:
                return
            shortest = self.log.breaches[-1]  # Hypothesis plays the shortest one last
            if self.over is not None:
                shortest = min(self.log.breaches, key=lambda walk: len(walk.exchanges))
            broken = shortest.wrong.invariant if shortest.wrong else ""
            (self.breaches if steady else self.wavering)[broken] = shortest
            left -= {broken}
            if self.over is not None:
                return

    def _once(self) -> bool:
        """Walk, and return whether what was found was found again when it was repeated.

        Each walk is a search of its own: left alone, Hypothesis makes half of so few walks by
        repeating parts of those before.
        """
        for number in range(self._walks):
            try:
                self._one(self._lab.seed * 1_000 + number)
            except BrokenWalk:
                return True
            except Flaky:
                return False
            except Over as end:
                self.over = end
                return len(self.log.breaches) > 1
        return True

    def _one(self, seed: int) -> None:
        """Make one walk, shrunk when it broke something. Raises BrokenWalk, Flaky or Over."""
        steady()

        def made() -> Machine:
            return self._machine(self._lab, self.log)

        run_state_machine_as_test(seeded(seed)(made), settings=settings(  # type: ignore[arg-type]
            max_examples=2, stateful_step_count=self._steps, database=None, deadline=None,
            print_blob=False, phases=(Phase.generate, Phase.shrink), report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet,
        ))  # fmt: skip
