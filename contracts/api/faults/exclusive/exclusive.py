"""Parameters that exclude each other."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters()
def first_wins(params: Params) -> Params:
    """Of two that exclude each other the second is ignored."""
    controls = params.get("spending_controls")
    if not isinstance(controls, dict):
        return params
    kept = {
        n: v
        for n, v in controls.items()
        if n.replace("blocked_", "allowed_") == n
        or n.replace("blocked_", "allowed_") not in controls
    }
    return {**params, "spending_controls": kept}
