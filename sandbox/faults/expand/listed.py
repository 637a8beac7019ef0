"""Expansion on lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def first_only(service: Service) -> None:
    """Of a list nothing is expanded."""

    def change(call: Call) -> None:
        call.expand = tuple(path for path in call.expand if not path.startswith("data."))

    seams.beforehand(service, change, "GET *")


def to_the_first(service: Service) -> None:
    """Every object of a list is expanded to what the last one names."""

    def change(call: Call, body: Object) -> Object:
        names = [path.split(".")[1] for path in call.expand if path.startswith("data.")]
        data = [dict(item) for item in body.get("data") or ()]
        for name in names:
            for item in data:
                item[name] = data[-1].get(name)
        return {**body, "data": data} if names else body

    seams.bodies(service, change, "GET *")


def first_page_only(service: Service) -> None:
    """Of a page after a cursor nothing is expanded."""

    def change(call: Call) -> None:
        if call.get("starting_after"):
            call.expand = ()

    seams.beforehand(service, change, "GET *")


def one_path_only(service: Service) -> None:
    """Only the first of several paths is expanded."""

    def change(call: Call) -> None:
        call.expand = call.expand[:1]

    seams.beforehand(service, change, "GET *")
