"""What the API answers in a situation that does not depend on the endpoint."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from contracts.model.levels import Level


@dataclass(frozen=True, slots=True)
class Situation:
    """What the API answers in a situation that does not depend on the endpoint.

    `levels` gives the level of each judged part: keys among status, type, code, param. A part
    that is missing there is not judged. `code == ""` means: the body carries no code. A `param` of
    `path` is the name of the path's parameter, or `id`, where there is one at all.
    """

    name: str  # "required", "unknown_parameter", ...
    clause: str = ""  # citable id: "G-32"
    level: Level = "must"  # of "this is refused at all"
    status: tuple[int, ...] = ()
    type: str = ""
    code: tuple[str, ...] = ()
    param: Literal["name", "path", "none", "any"] = "any"
    levels: dict[str, Level] = field(default_factory=dict)

    def has(self, status: int) -> bool:
        """Whether a refusal may have a status: any, where none is documented."""
        return not self.status or status in self.status

    def either(self, other: Situation | None) -> Situation:
        """Return this with what another answers as well: a form is in both, and who answers may
        speak of the one or of the other.
        """
        if other is None:
            return self
        alike = self.type == other.type
        levels = {part: level for part, level in self.levels.items() if alike or part != "type"}
        status = (*self.status, *other.status) if self.status and other.status else ()
        return replace(self, status=status, code=(*self.code, *other.code), levels=levels)
