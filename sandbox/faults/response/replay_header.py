"""What answers say of repetition."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Reply
from sandbox.wire import Headers


@seams.naming()
def always(reply: Reply, named: Headers) -> Reply:
    """Every answer says that it is a replay."""
    return seams.headed(reply, {named.replayed: "true"})
