"""What traffic that others recorded may hold beside the contracts, and what of it is not judged.

A contract is of one version of an API; a recording is of any. What other versions had, what came
and went, and what is not known well enough to be held against real traffic is a fact of the API and
stands in its folder: `recordings/facts.yaml`, and laws of its own in modules beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

Names = tuple[str, ...]
Lists = Mapping[str, Names]


@dataclass(frozen=True, slots=True)
class Pattern:
    """The form of a scalar: a regular expression of its text, and how people say it."""

    like: str
    says: str
    clause: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What recordings may hold beside the contract of one resource. Versions are dates.

    Fields: `since` is the first version by whose time an object had them (without it, none is held
    to be there); `always` are there though
    the table does not say so, `later` came later or belong to a feature, `newer` are those of
    `everywhere` that an object did not always have, `optional` are absent when there is nothing to
    say, `former` are values that other versions gave (of a status and a type always, of other
    fields where they are named), `constant` no request was seen to change, beside those that the
    table calls so, `kept_in` stay as they were while an object is in a state.
    States: `starts` is the one of a new object, `passing` are left without a request, `one_way`
    never lead back to those before them in the matrix, `open_ends` are ends that were seen to be
    left. Operations, by verb: `results` are states in which an action may leave its object beside
    those of the matrix (an action that is not named is not judged), `unmoved` are fields that an
    action leaves as they were, `fills_later` are fields that it fills after it was answered,
    `lenient` are actions that an object at its end was not seen to refuse, `stays` are states that
    an action may leave as they are, or of which a law of the API's own speaks.
    `unshown` are fields whose `shows` are not judged, `unshown_in` those of one state, `renamed`
    fields whose default has had another name, `asked` says that an update asks somebody else for
    the change, `ordered` that a list was seen to be newest first.
    """

    since: str = ""
    starts: str = ""
    asked: bool = False
    ordered: bool = False
    always: Names = ()
    constant: Names = ()
    later: Names = ()
    newer: Names = ()
    lenient: Names = ()
    one_way: Names = ()
    open_ends: Names = ()
    optional: Names = ()
    passing: Names = ()
    renamed: Names = ()
    unshown: Names = ()
    fills_later: Lists = field(default_factory=dict)
    former: Lists = field(default_factory=dict)
    kept_in: Lists = field(default_factory=dict)
    results: Lists = field(default_factory=dict)
    stays: Lists = field(default_factory=dict)
    unmoved: Lists = field(default_factory=dict)
    unshown_in: Lists = field(default_factory=dict)
    patterns: Mapping[str, Pattern] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recordings:
    """What recordings may hold beside the contracts. Versions are dates.

    `starts_since` and `carried_since` are the first versions by whose time
    new objects had their first state, and refusals their object; `until` is the last one that was
    looked at. `everywhere` are fields that an object had at every
    version. `undeclared` are parameters that are taken though no table has them, `gated` those that
    start so below a parameter, `rewritten` come back otherwise than they were sent, `people` are
    filters that tell who somebody is: recorders take them out. `clocks` are fields of objects that
    may live by a clock for tests. `kept` are fields that only a request changes which names them,
    `kept_in_state` do so while the state stays. `added` are values, by the end of a field's path,
    that came after the version of the contracts. `state` is the field with the state of objects
    that have no lifecycle, `kinds` are fields whose values are judged in every object. `laws` are
    modules of the API's own laws.
    """

    starts_since: str = ""
    carried_since: str = ""
    until: str = ""
    state: str = ""
    clocks: Names = ()
    everywhere: Names = ()
    kept: Names = ()
    kept_in_state: Names = ()
    kinds: Names = ()
    people: Names = ()
    rewritten: Names = ()
    undeclared: Names = ()
    gated: Mapping[str, str] = field(default_factory=dict)
    added: Lists = field(default_factory=dict)
    resources: Mapping[str, Beside] = field(default_factory=dict)
    laws: tuple[Path, ...] = ()

    def beside(self, resource: str) -> Beside:
        """Return what there is beside the contract of a resource."""
        return self.resources.get(resource, _NOTHING)


_NOTHING = Beside()
