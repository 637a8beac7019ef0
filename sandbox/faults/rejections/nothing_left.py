"""Refused requests that leave an object behind which has nothing of what was sent."""

from __future__ import annotations

from sandbox import seams
from sandbox.faults.rejections._ghosts import creations, left
from sandbox.service import Service


@seams.anew
def of_creations(service: Service) -> seams.Install:
    """A refused creation leaves an empty object."""
    made = creations(service)
    return left(service, lambda method, path, _body: method == "POST" and path in made)


@seams.anew
def of_updates(service: Service) -> seams.Install:
    """A refused update or action leaves another object of the kind."""
    made = creations(service)
    return left(service, lambda method, path, _body: method == "POST" and path not in made)


@seams.anew
def of_wrong_numbers(service: Service) -> seams.Install:
    """What is refused for one number leaves an object, all other refusals none."""
    return left(service, lambda method, _path, body: method == "POST" and b"Invalid int" in body)


@seams.anew
def of_long_texts(service: Service) -> seams.Install:
    """What is refused when it is written to the store leaves an object."""
    return left(service, lambda method, _path, body: method == "POST" and b"at most" in body)
