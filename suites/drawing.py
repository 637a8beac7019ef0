"""What Hypothesis draws depends on the seed, and not on which modules a process has imported.

Hypothesis also tries constants that it reads in the modules of a checkout: those that happen to be
imported. A group that is asked alone, or by another worker, would draw other values. Whoever draws
calls this first: it knows Hypothesis, which is not imported for what is asked without a draw.
"""

from __future__ import annotations

from hypothesis.internal.conjecture import providers


def _none(_path: str) -> bool:
    return False


def steady() -> None:
    """Let Hypothesis read no constants in our modules, where this version of it does that."""
    if hasattr(providers, "is_local_module_file"):
        providers.is_local_module_file = _none
