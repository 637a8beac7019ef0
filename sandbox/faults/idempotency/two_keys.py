"""Keys that are taken for one another."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service

KEPT = 8


def cut(service: Service) -> None:
    """Only the first characters of a key are kept."""
    seams.memory(
        service,
        recall=lambda inner, key, request: inner(key[:KEPT], request),
        keep=lambda inner, key, request, answer: inner(key[:KEPT], request, answer),
    )


def one_answer_a_request(service: Service) -> None:
    """Requests that are alike have one answer, whatever their keys."""
    seams.memory(
        service,
        recall=lambda inner, _key, request: inner(str(hash(request)), request),
        keep=lambda inner, _key, request, answer: inner(str(hash(request)), request, answer),
    )
