"""What answers say of repetition."""

from __future__ import annotations

from sandbox import seams, wire
from sandbox.service import Reply


@seams.replies()
def always(reply: Reply) -> Reply:
    """Every answer says that it is a replay."""
    return seams.headed(reply, {wire.headers().replayed: "true"})
