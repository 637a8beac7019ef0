"""What a replay says of itself."""

from __future__ import annotations

from sandbox import seams, wire
from sandbox.service import Reply


@seams.replies()
def silent(reply: Reply) -> Reply:
    """A replay does not say that it is one."""
    return seams.headed(reply, {wire.headers().replayed: ""})


@seams.replies()
def always(reply: Reply) -> Reply:
    """Every answer says that it is a replay."""
    return seams.headed(reply, {wire.headers().replayed: "true"})
