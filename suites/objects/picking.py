"""Chooses the objects that stand in the path of an operation: reused, new, or given and used up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from contracts.model import Operation, Parameter
from suites.law import Unavailable
from suites.objects.provision import Provisioner


class Repeats(Protocol):
    """What knows whether a target takes an action again: `suites.merit.Merit`."""

    def repeats(self, operation: Operation, ids: Mapping[str, str]) -> bool:
        """Whether an action is accepted of an object to which it was done already."""


class Picking:
    """Chooses for one operation, as one group does."""

    def __init__(self, provision: Provisioner, merit: Repeats, operation: Operation) -> None:
        self._provision = provision
        self._merit = merit
        self._operation = operation

    def ids(self, reference: str, *, fresh: bool, stays: bool, any_state: bool) -> dict[str, str]:
        """Return an id for each place in the path; see `Lab.subject`. Raises Unavailable.

        What stands last is chosen first: the others are those that it was made below.
        """
        found: dict[str, str] = {}
        for row in reversed(self._operation.path_parameters):
            found[row.name] = (
                self._named_here(row)
                or self._above(row, found)
                or self._told(row)
                or self._used(row, reference, any_state=any_state)
                or self._obtained(row, reference, fresh=fresh, stays=stays)
            )
        return {row.name: found[row.name] for row in self._operation.path_parameters}

    def _above(self, row: Parameter, found: Mapping[str, str]) -> str:
        """Return the id at the place of a row by which a chosen object was made."""
        names = (above(self._provision, self._operation, row, below) for below in found.values())
        return next(filter(None, names), "")

    def _told(self, row: Parameter) -> str:
        """Return the value of a row that names no object, where the contracts know one."""
        if row.references or self._operation.subject:
            return ""
        known = row.example if row.example is not None else next(iter(row.enum), None)
        if known is None:
            raise Unavailable(unsaid(row))
        return str(known)

    def _named_here(self, row: Parameter) -> str:
        """Return a fresh id where the caller names what an operation creates, else ""."""
        creates = self._operation.kind == "create" and self._operation.returns in row.references
        return str(self._provision.fresh_id()) if creates else ""

    def _named(self, row: Parameter, reference: str) -> tuple[str, str, bool]:
        """Return resource and state of what a place names, and whether it can be used only once."""
        last = row is self._operation.path_parameters[-1]
        own = reference or self._operation.subject if last or not row.references else ""
        wanted = own or named_by(row)
        resource, _, state = wanted.rstrip("!").partition(":")
        once = last and (wanted.endswith("!") or self._operation.kind == "delete")
        return resource, state or "default", once

    def _used(self, row: Parameter, reference: str, *, any_state: bool) -> str:
        """Return an object that is used up already, where it will do; else ""."""
        resource, state, once = self._named(row, reference)
        given = self._provision.given
        wasted = given.wasted.get(f"{resource}:{state}", "") if any_state else ""
        if wasted or not once or reference or not self._scarce(resource, state):
            return wasted
        worn = given.worn(resource, state)
        return worn if worn and self._merit.repeats(self._operation, {row.name: worn}) else ""

    def _scarce(self, resource: str, state: str) -> bool:
        """Whether the action uses up an object that was configured, and that no call makes."""
        given = self._provision.given
        return self._operation.kind in ("action", "delete") and bool(given.ids(resource, state))

    def _obtained(self, row: Parameter, reference: str, *, fresh: bool, stays: bool) -> str:
        resource, state, once = self._named(row, reference)
        text = f"@{resource}:{state}{'!' if once and fresh else ''}"
        changing = not self._operation.reads
        if changing and not self._provision.owned(text):
            raise Unavailable(unowned(resource))
        reading = self._operation.reads
        return self._provision.obtain(text, changing=changing, stays=stays, reading=reading)


def above(provision: Provisioner, operation: Operation, row: Parameter, below: str) -> str:
    """Return the id which a row of an operation's path has for an object, as the call that made it
    had it in the same place of its path or of its form; "" where none of this run did.
    """
    if row.slot:
        return str(provision.form_of(below).get(row.name, ""))
    parts, made = operation.path.split("/"), provision.place_of(below).split("/")
    place = parts.index(f"{{{row.name}}}")
    fixed = [n for n in range(place) if not parts[n].startswith("{")]
    fits = len(made) > place and all(made[n] == parts[n] for n in fixed)
    return made[place] if fits else ""


def named_by(row: Parameter) -> str:
    """Return the resource whose objects a row of a path names. Raises Unavailable."""
    if not row.references:
        raise Unavailable(unsaid(row))
    return row.references[0]


def unsaid(row: Parameter) -> str:
    """Return that nobody says what a row of a path names."""
    where = "form" if row.slot else "path"
    return f"nothing says what {row.name!r} in the {where} names"


def unowned(resource: str) -> str:
    """Return that nothing may be changed: what a list answers belongs to others."""
    return f"no {resource} that this run may change; configure the id of one"
