"""Resources and all contracts together, with what is looked up in them by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from contracts.model.api import Api, Metadata
from contracts.model.levels import Kind
from contracts.model.lifecycles import Lifecycle
from contracts.model.making import Choice, Recipe
from contracts.model.operations import Operation
from contracts.model.recordings import Recordings
from contracts.model.situations import Situation
from contracts.model.tables import Field
from contracts.model.wire import Auth

BASE = "base"  # the name of the conventions of a package itself, where one is asked for
GONE = "gone"  # situation of what was there, and is deleted
UNKNOWN = ("unknown", "unknown_nested")  # situations of a row that no table lists


@dataclass(frozen=True)
class Resource:
    """One contract: a resource, its response table, operations, lifecycle and recipes."""

    name: str  # "issuing.cardholder"
    object: str  # value of the `object` field
    family: str  # the folder
    prefix: str  # of its ids, "ich_"
    fields: tuple[Field, ...]
    operations: tuple[Operation, ...]
    lifecycle: Lifecycle | None = None
    recipes: tuple[Recipe, ...] = ()
    notes: tuple[str, ...] = ()
    file: str = ""  # path of the YAML, relative to the package
    formerly: str = ""  # former value of `object`: neither it nor a list's `url` is held to one
    rich: str = ""  # "resource:state" of the objects that have most references
    choices: tuple[Choice, ...] = ()
    metadata: Metadata | None = None  # of its conventions, where it has a field for it

    @cached_property
    def table(self) -> dict[str, Field]:
        """Every field by its dotted path, nested ones included."""
        return {field.path: field for top in self.fields for field in top.walk()}

    @cached_property
    def named(self) -> dict[str, Field]:
        """The fields at the top by their names."""
        return {field.name: field for field in self.fields}

    def field(self, path: str) -> Field | None:
        """Return the field with that dotted path, if there is one."""
        return self.table.get(path)

    def of_kind(self, kind: Kind) -> Operation | None:
        """Return the first operation of a kind, if there is one that which has ids in its path."""
        found = [o for o in self.operations if o.kind == kind]
        plain = (o for o in found if not any(row.by for row in o.path_parameters))
        return next(plain, found[0] if found else None)


@dataclass(frozen=True, slots=True)
class ConventionSet:
    """Conventions that differ from those of the package, and which operations they are of.

    Globs are of paths as resource files have them, and of ids of operations. `below` is the set of
    which one was made that has other ids and is else the same; None where somebody wrote it.
    """

    name: str
    api: Api
    situations: dict[str, Situation]
    paths: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    below: str | None = None


@dataclass(frozen=True, slots=True)
class Unbound:
    """An operation that no set of conventions holds for: it is left out."""

    id: str
    path: str


@dataclass(frozen=True, eq=False)  # it is loaded once, and what depends on it alone is kept by it
class Contracts:
    """Everything the API promises.

    Where a package has several sets of conventions, `api` and `situations` are those of one of
    them, the package's own at first; `of` gives the same contracts under those of an operation.
    """

    api: Api
    resources: tuple[Resource, ...]
    situations: dict[str, Situation]
    # neighbour that no contract describes -> field that can be expanded -> resource it stands for
    expandable: dict[str, dict[str, str]] = field(default_factory=dict)
    recordings: Recordings = field(default_factory=Recordings)
    root: Path = Path()  # the folder of the package; its Python and its other files are below it
    sets: tuple[ConventionSet, ...] = ()  # the first that fits binds an operation
    unbound: tuple[Unbound, ...] = ()  # operations that are left out, since no set is theirs
    set: str = ""  # whose conventions `api` and `situations` are; "" for the package's own
    first: Contracts | None = field(default=None, repr=False)  # under the package's own; None: self

    @property
    def whole(self) -> Contracts:
        """The same contracts under the package's own conventions."""
        return self.first or self

    @cached_property
    def _under(self) -> dict[str, Contracts]:
        """The same contracts under each set of conventions, by its name."""
        others = {
            one.name: replace(
                self, api=one.api, situations=one.situations, set=one.name, first=self
            )
            for one in self.sets
        }
        return {"": self, **others}

    def of(self, operation: Operation | None) -> Contracts:
        """Return the same contracts under the conventions of an operation; None is of the package.

        It is the same object for every operation of a set.
        """
        if not self.sets:
            return self
        return self.whole._under[operation.set if operation is not None else ""]

    def by(self, name: str) -> Contracts:
        """Return the same contracts under the conventions of an operation, by its id; of no known
        one under the package's own.
        """
        return self.of(self._operations.get(name)) if self.sets else self

    def named(self, kind: str) -> Contracts:
        """Return the same contracts under the conventions by which objects of a kind are named:
        those of its first operation; of what no contract describes as they are.
        """
        known = self.described(kind) if self.sets else None
        return self.of(known.operations[0]) if known is not None and known.operations else self

    def written(self, operation: Operation) -> str:
        """Return the set that somebody wrote which has an operation; BASE for the package's own."""
        one = next((one for one in self.sets if one.name == operation.set), None)
        return (operation.set if one is None or one.below is None else one.below) or BASE

    def alike(self, name: str) -> frozenset[str]:
        """Return the sets that say what a set says, but for ids: it, and those made of it."""
        return frozenset({name, *(one.name for one in self.sets if one.below == name)})

    @property
    def views(self) -> tuple[Contracts, ...]:
        """The same contracts under each set of conventions, the package's own first."""
        return tuple(self.whole._under.values())

    @cached_property
    def auth(self) -> Auth:
        """How keys look and are sent, of all sets of conventions together: a run has one key."""
        if not self.sets:
            return self.api.auth
        every = [view.api.auth for view in self.views]
        first = next((one for one in every if one.schemes), every[0])
        return replace(first, secret=_united(one.secret for one in every),
                       publishable=_united(one.publishable for one in every),
                       live=_united(one.live for one in every))  # fmt: skip

    @property
    def api_version(self) -> str:
        """The version that the contracts are pinned to."""
        return self.api.version

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, in the order of their blocks in the reference text."""
        found = (o for r in self.resources for o in r.operations)
        return tuple(sorted(found, key=lambda o: o.source))

    @cached_property
    def _operations(self) -> dict[str, Operation]:
        return {n: o for o in reversed(self.operations) for n in (o.id, o.title)}

    @cached_property
    def _resources(self) -> dict[str, Resource]:
        return {resource.name: resource for resource in reversed(self.resources)}

    @cached_property
    def _recipes(self) -> dict[tuple[str, str], Recipe]:
        every = [recipe for holder in self.resources for recipe in holder.recipes]
        return {(recipe.resource, recipe.state): recipe for recipe in reversed(every)}

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """The values that an account decides, by the name that forms write behind the @."""
        return {choice.name: choice for holder in self.resources for choice in holder.choices}

    def operation(self, name: str) -> Operation:
        """Return an operation by id or by title. Raises KeyError."""
        if name not in self._operations:
            message = f"no operation {name!r}"
            raise KeyError(message)
        return self._operations[name]

    def titled(self, title: str) -> Operation | None:
        """Return an operation by method and path as they are written, or None."""
        return self._operations.get(title)

    def situation(self, name: str, operation: Operation | None = None) -> Situation | None:
        """Return what is answered in a situation, by an operation where it says so itself; None
        where nothing is known of it, and so nothing is asked.

        What was deleted is refused as what never was, where nothing says otherwise.
        """
        own = self.of(operation) if operation is not None else self
        if name in UNKNOWN and own.api.unknown not in ("", "refused"):
            return None
        if operation is not None and name in operation.situations:
            return operation.situations[name]
        if name == GONE and name not in own.situations:
            return self.situation("unknown_id", operation)
        refused = name in UNKNOWN and bool(own.api.unknown)
        return own.situations.get(name) or (Situation(name) if refused else None)

    def refusal(self, name: str, operation: Operation | None = None) -> Situation:
        """Return how a situation is refused; where nothing is known of it, that it is refused."""
        return self.situation(name, operation) or Situation(name)

    def resource(self, name: str) -> Resource:
        """Return a resource by name. Raises KeyError."""
        if name not in self._resources:
            message = f"no resource {name!r}"
            raise KeyError(message)
        return self._resources[name]

    def described(self, name: str) -> Resource | None:
        """Return a resource by name, or None when no contract describes it."""
        return self._resources.get(name)

    def recipe(self, resource: str, state: str = "default") -> Recipe | None:
        """Return the recipe for an object of `resource` in `state`, if one is written."""
        return self._recipes.get((resource, state))

    def recipes_of(self, resource: str) -> tuple[Recipe, ...]:
        """Return the recipes for objects of a resource, as they are written."""
        return tuple(r for (name, _), r in reversed(self._recipes.items()) if name == resource)


def _united(every: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for texts in every for text in texts))
