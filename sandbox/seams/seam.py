"""How a seam becomes a decorator, and what a decorated function becomes."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import update_wrapper
from typing import Any, Generic, TypeVar

from sandbox.service import Route, Service

Install = Callable[[Service], None]
Params = dict[str, Any]
F = TypeVar("F", bound=Callable[..., Any])
G = TypeVar("G")
R = TypeVar("R")
Narrow = Callable[[Route, G], R]
Changed = Callable[[Narrow[G, R], Route, G], R]


class Seam(Generic[F]):
    """A seam that a title narrows: `@seams.bodies("GET *")`; without one it is all of it."""

    def __init__(self, wrap: Callable[[Service, F, str], None]) -> None:
        self.wrap = wrap
        update_wrapper(self, wrap)

    def __call__(self, title: str = "*") -> Callable[[F], Install]:
        """Return the decorator."""
        return lambda change: _called(change, lambda service: self.wrap(service, change, title))


def whole(wrap: Callable[[Service, F], None]) -> Callable[[F], Install]:
    """Make the decorator of a seam that no title narrows: `@seams.text`."""

    def declare(change: F) -> Install:
        return _called(change, lambda service: wrap(service, change))

    return update_wrapper(declare, wrap)


def anew(make: Callable[[Service], Install]) -> Install:
    """Declare a fault that is made for each service: it remembers something, or needs the store."""
    return _called(make, lambda service: make(service)(service))


def both(first: Install, second: Install) -> Install:
    """Return the fault that is two."""

    def install(service: Service) -> None:
        first(service)
        second(service)

    return install


def fits(route: Route, title: str) -> bool:
    """Whether a route's title matches a glob."""
    return title == "*" or fnmatchcase(route.title, title)


def narrowed(inner: Narrow[G, R], change: Changed[G, R], title: str) -> Narrow[G, R]:
    """Return what does `change(inner, route, given)` on routes that a title names, else `inner`."""

    def outer(route: Route, given: G) -> R:
        return change(inner, route, given) if fits(route, title) else inner(route, given)

    return outer


def _called(change: Callable[..., Any], install: Install) -> Install:
    """Give what is installed the name, module and docstring of what was written."""
    return update_wrapper(install, change)
