"""Requests that lack something and leave an object behind."""

from __future__ import annotations

from sandbox import seams
from sandbox.faults.rejections._ghosts import creations, left
from sandbox.service import Service


@seams.anew
def of_what_lacks_a_row(service: Service) -> seams.Install:
    """What lacks a required row leaves an empty object."""
    return left(service, lambda method, _path, body: method == "POST" and b"_missing" in body)


@seams.anew
def of_what_lacks_a_row_inside(service: Service) -> seams.Install:
    """What lacks a required row inside another leaves an empty object."""
    return left(service, lambda method, _path, body: method == "POST" and b"_missing" in body
                and b"[" in body)  # fmt: skip


@seams.anew
def of_creations_alone(service: Service) -> seams.Install:
    """A creation that lacks a required row leaves an empty object; nothing else does."""
    made = creations(service)
    return left(service, lambda _method, path, body: path in made and b"_missing" in body)
