"""The version that answers speak."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Reply
from sandbox.wire import Headers


@seams.naming()
def missing(reply: Reply, named: Headers) -> Reply:
    """No answer says which version it speaks."""
    return seams.headed(reply, {named.version: ""})


@seams.naming()
def of_the_account(reply: Reply, named: Headers) -> Reply:
    """Every answer speaks an old version, whatever was asked for."""
    return seams.headed(reply, {named.version: "2020-08-27"})
