"""When a ticket was closed; `assay prove --contracts DIR --only 'closing.*'` sees the law find it.

A fault is a function under the seam that it wraps, with one sentence that says what is broken.
"""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def never_told(ticket: Object) -> Object:
    """No ticket says when it was closed."""
    return {**ticket, "closed_at": None}
