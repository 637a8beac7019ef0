"""The version that answers speak."""

from __future__ import annotations

from sandbox import seams, wire
from sandbox.service import Reply


@seams.replies()
def missing(reply: Reply) -> Reply:
    """No answer says which version it speaks."""
    return seams.headed(reply, {wire.headers().version: ""})


@seams.replies()
def of_the_account(reply: Reply) -> Reply:
    """Every answer speaks an old version, whatever was asked for."""
    return seams.headed(reply, {wire.headers().version: "2020-08-27"})
