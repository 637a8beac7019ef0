"""Microdeposits: right amounts or code go on, wrong ones say what is wrong (PI-71, PI-72)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Form, Rule, Scene, one_of

from ._payment_intent import INTENTS, REFUSED

COLUMN = "money"
_VERB, _START = "verify_microdeposits", "awaiting_microdeposits"
_GOOD: Mapping[str, Form] = {
    "amounts": {"amounts": [32, 45]}, "descriptor_code": {"descriptor_code": "SM11AA"},
}  # fmt: skip
_AGAIN = {"status": "requires_payment_method"}
_WRONG: tuple[tuple[str, str, Form, str, Mapping[str, str] | None], ...] = (
    ("mismatch", "amounts", {"amounts": [11, 12]}, "amounts_mismatch", None),
    ("mismatch", "descriptor_code", {"descriptor_code": "SM99ZZ"},
     "descriptor_code_mismatch", None),
    ("invalid", "one", {"amounts": [32]}, "amounts_invalid", None),
    ("invalid", "three", {"amounts": [32, 45, 1]}, "amounts_invalid", None),
    ("exceeded", "amounts", {"amounts": [10, 11]}, "attempts_exceeded", _AGAIN),
    ("exceeded", "descriptor_code", {"descriptor_code": "SM33CC"}, "attempts_exceeded", _AGAIN),
    ("timeout", "amounts", {"amounts": [40, 41]}, "timeout", None),
    ("timeout", "descriptor_code", {"descriptor_code": "SM44DD"}, "timeout", None),
)  # fmt: skip


def _verified() -> Iterator[Scene]:
    """Right amounts, or the right code, verify a bank account (PI-71)."""
    for place, form in _GOOD.items():
        wants = {"status": one_of("processing", "succeeded"), "next_action": None}
        yield Scene(_START, ((_VERB, form),), (
            Rule(f"microdeposits.right.{place}", "PI-71", wants, "should"),
        ))  # fmt: skip


def _unverified() -> Iterator[Scene]:
    """Wrong amounts, or a wrong code, are refused, and the refusal says what is wrong (PI-72)."""
    for rule, place, form, code, after in _WRONG:
        refused = {**REFUSED, "error.code": f"payment_method_microdeposit_verification_{code}"}
        kind = next(iter(form))
        late = rule in ("exceeded", "timeout") and kind == "descriptor_code"
        rules = [Rule(f"microdeposits.{rule}.{place}", "PI-72", refused)]
        if after:
            rules.append(Rule(f"microdeposits.gives_up.{place}", "PI-72", {**REFUSED, **after},
                              "should"))  # fmt: skip
        yield Scene(_START, ((_VERB, form),), tuple(rules),
                    twin=Scene(_START, ((_VERB, _GOOD[kind]),)),
                    deep=place == "three" or late)  # fmt: skip


LAWS = scene_laws(INTENTS, _verified, _unverified)
