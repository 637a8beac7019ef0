"""Draws valid forms with Hypothesis: it is imported when something is drawn, and not before."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Flaky

from contracts.model import Operation
from strategies.forms import forms
from strategies.paths import Form
from suites.drawing import steady


def draw(operation: Operation, seed: int, examples: int, use: Callable[[Form], None]) -> bool:
    """Call `use` with `examples` valid forms, then with smaller ones of those for which it raises.

    Return whether what it raised was raised again when the form was repeated, if anything was.
    Raises what `use` raises.
    """
    steady()

    @seeded(seed)
    @settings(
        max_examples=examples, database=None, deadline=None, print_blob=False,
        phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )  # fmt: skip
    @given(forms(operation))
    def drawn(form: Form) -> None:
        use(form)

    try:
        drawn()
    except Flaky:
        return False
    return True
