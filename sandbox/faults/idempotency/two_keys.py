"""Keys that are taken for one another."""

from __future__ import annotations

from sandbox import seams
from sandbox.faults.idempotency._keyed import keyed
from sandbox.service import Service

KEPT = 8


@seams.anew
def cut(_service: Service) -> seams.Install:
    """Only the first characters of a key are kept."""
    return keyed(lambda key, _request: key[:KEPT])


@seams.anew
def cut_late(_service: Service) -> seams.Install:
    """The last characters of a key as long as a UUID are not kept."""
    return keyed(lambda key, _request: key[:30])


@seams.anew
def named_up_to_a_hyphen(_service: Service) -> seams.Install:
    """What follows the first hyphen of a key is another's business."""
    return keyed(lambda key, _request: key.partition("-")[0])


@seams.anew
def one_answer_a_request(_service: Service) -> seams.Install:
    """Requests that are alike have one answer, whatever their keys."""
    return keyed(lambda _key, request: str(hash(request)))
