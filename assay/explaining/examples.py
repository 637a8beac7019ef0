"""An example of what is sent for a claim, as far as that is known before a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.model import Operation
from harness.encoding import pairs
from strategies import Sample, Violation, smallest
from strategies.values import NOTHING
from suites.looking.violations import every, name_of
from suites.plan import Asked

_ROWS = 30  # parameters that are shown
_LONGEST = 120  # characters of a value


@dataclass(frozen=True, slots=True)
class Example:
    """A request: its operation, the form, and what is odd about it, "" where nothing is."""

    operation: Operation
    form: Mapping[str, Any]
    odd: str = ""

    def lines(self) -> Iterator[str]:
        """Yield the request, and its parameters one a line."""
        yield f"{self.operation.method} {self.operation.path}"
        rows = list(pairs(self.form))
        for name, value in rows[:_ROWS]:
            yield f"  {name}={_shown(value)}"
        if len(rows) > _ROWS:
            yield f"  … and {len(rows) - _ROWS} more"
        if self.odd:
            yield f"({self.odd})"


def example(asked: Asked) -> Example:
    """Return the request of a claim: the form that it is about, the broken one, or the smallest."""
    operation, given = asked.about.operation, asked.about.given
    if isinstance(given, Sample):
        return Example(operation, given.form)
    broken = _broken(operation, given) if isinstance(given, str) else None
    if broken is not None:
        return Example(operation, broken.form, _difference(broken))
    return Example(operation, smallest(operation), "its smallest form; the law says what is done")


def _broken(operation: Operation, name: str) -> Violation | None:
    """Return the form that breaks what a claim is about."""
    found = every(operation, plain_only=False)
    return next((violation for violation in found if name_of(violation) == name), None)


def _difference(violation: Violation) -> str:
    """Return how a broken form is unlike its twin, which is accepted."""
    right, wrong = dict(pairs(violation.base)), dict(pairs(violation.form))
    lacks = [name for name in right if name not in wrong]
    other = [name for name in wrong if right.get(name) != wrong[name]]
    words = [f"lacks {', '.join(lacks)}"] if lacks else []
    if other:
        words.append(f"{', '.join(other)} {'is' if len(other) == 1 else 'are'} wrong")
    more = len(violation.also)
    words += [f"and {more} more values are tried"] if more else []
    return f"broken: {'; '.join(words)}" if words else ""


def _shown(text: str) -> str:
    """Return a value as one reads it: a placeholder says which id stands there."""
    if text.startswith(NOTHING):
        return f"<id of no {text.removeprefix(NOTHING)}>"
    if text.startswith("@"):
        resource, _, state = text[1:].rstrip("!").partition(":")
        being = f" that is {state}" if state and state != "default" else ""
        return f"<id of {resource}{being}>"
    shown = text if text.isprintable() else ascii(text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}… ({len(text)} characters)"
