"""What holds whatever the endpoint is read from `api.yaml`, and nothing that is not understood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contracts import ContractError
from contracts.api_schema import FILE, schema, text
from contracts.loader import API, load
from tests.copies import copied, parsed, written

VALIDATOR = Draft202012Validator(schema())
SOURCE = parsed(API / "api.yaml")
COLOUR = {"colour": "blue"}
UNKNOWN = "unknown key 'colour'"

# Description: where, what is put there (None takes a key away), and why the loader refuses it.
REFUSED: dict[str, tuple[tuple[str, ...], dict[str, Any], str]] = {
    "key of an API": ((), COLOUR, UNKNOWN),
    **{
        f"key of {name}": ((name,), COLOUR, UNKNOWN)
        for name, value in SOURCE.items()
        if isinstance(value, dict) and name not in ("situations", "expandable")
    },
    "key of a decline": (("error", "decline"), COLOUR, UNKNOWN),
    "key of a situation": (("situations", "required"), COLOUR, UNKNOWN),
    "key of levels": (("situations", "required", "levels"), COLOUR, UNKNOWN),
    "no name": ((), {"name": None}, "the key 'name' is missing"),
    "no part of Basic": (("auth",), {"basic": "both"}, "'both' is not one of user, password"),
    "no rule of names": ((), {"names": {"asked": "loud"}}, "'loud' is not one of as_written"),
    "no fate of unknown rows": ((), {"unknown": "eaten"}, "'eaten' is not one of refused"),
    "no page of a search": (("search",), {"page": None}, "the key 'page' is missing"),
    "no such way of a list": (("list",), {"by": "hand"}, "'hand' is not one of"),
    "text in place of a number": (("list",), {"default": "ten"}, "expected a whole number"),
    "number in place of a list": (("auth",), {"refused": 401}, "expected a list"),
    "list in place of a text": (("headers",), {"version": []}, "expected a text"),
    "text in place of true": (("list",), {"exact": "true"}, "expected true or false"),
    "statuses that are none": (
        ("error",), {"of_type": {"card_error": 402}}, "expected a list, found a whole number",
    ),
    "unknown scheme": (("auth",), {"schemes": ["digest"]}, "'digest' is not one of bearer, basic"),
}  # fmt: skip
# The same, where only the loader sees it.
DANGLING: dict[str, tuple[tuple[str, ...], dict[str, Any], str]] = {
    "preflight by no operation": ((), {"preflight": "card.list"}, "'card.list' is no operation"),
    "preflight that needs an id": (
        (), {"preflight": "payment_intent.retrieve"}, "is no operation that needs no id",
    ),
    "type of no error": (("error",), {"invalid": "wrong"}, "'wrong' is not one of api_error"),
    "statuses of no type": (
        ("error",), {"of_type": {"wrong": [400]}}, "'wrong' is not one of the types",
    ),
    "key sent under no name": (("auth",), {"schemes": ["query"]}, "'query' needs the 'name'"),
    "mark that nothing names": (("error",), {"told": "mark"}, "'mark' is missing"),
    "prefix without a value": (
        (), {"base": {"prefix": "/2/{account}"}}, "{account} has no value: write one",
    ),
    "prefix without a slash": ((), {"base": {"prefix": "v1"}}, "a prefix begins with a slash"),
    "one boolean": ((), {"form": {"booleans": ["yes"]}}, "expected two texts"),
    "preset that nobody has": ((), {"like": "nothing"}, "'nothing' is no preset"),
    "pattern that is none": (("auth",), {"pattern": "("}, "no regular expression"),
}  # fmt: skip


def test_the_committed_schema_is_this_one() -> None:
    assert FILE.read_text(encoding="utf-8") == text()
    Draft202012Validator.check_schema(json.loads(FILE.read_text(encoding="utf-8")))


def test_the_built_in_api_fits() -> None:
    assert list(VALIDATOR.iter_errors(SOURCE)) == []
    hint = (API / "api.yaml").read_text(encoding="utf-8").partition("\n")[0]
    name = hint.removeprefix("# yaml-language-server: $schema=")
    assert (API / name).resolve() == FILE.resolve()


def broken(where: tuple[str, ...], wrong: dict[str, Any]) -> dict[str, Any]:
    """Return the conventions with other values in one place."""
    found: dict[str, Any] = json.loads(json.dumps(SOURCE, default=str))
    part = found
    for step in where:
        part = part[step]
    for key, value in wrong.items():
        part[key] = value
        if value is None:
            del part[key]
    return found


def refuse(found: dict[str, Any], root: Path, reason: str) -> None:
    """Assert that a package with these conventions is refused for that reason."""
    copied(root)
    (root / "api.yaml").write_text(written(found), encoding="utf-8")
    with pytest.raises(ContractError) as caught:
        load(root)
    assert caught.value.file == "api.yaml"
    assert reason in caught.value.reason


@pytest.mark.parametrize("name", REFUSED)
def test_schema_and_loader_refuse_the_same(name: str, tmp_path: Path) -> None:
    where, wrong, reason = REFUSED[name]
    found = broken(where, wrong)
    assert not VALIDATOR.is_valid(found)
    refuse(found, tmp_path / "api", reason)


@pytest.mark.parametrize("name", DANGLING)
def test_the_loader_refuses_what_leads_nowhere(name: str, tmp_path: Path) -> None:
    where, wrong, reason = DANGLING[name]
    refuse(broken(where, wrong), tmp_path / "api", reason)


def test_a_convention_that_is_not_named_is_none(tmp_path: Path) -> None:
    found = {k: v for k, v in SOURCE.items() if k not in ("search", "metadata", "idempotency")}
    root = tmp_path / "api"
    copied(root)
    (root / "api.yaml").write_text(written(found), encoding="utf-8")
    api = load(root).api
    assert (api.search, api.metadata, api.idempotency) == (None, None, None)
    assert api.expansion is not None


def test_the_wire_facts_of_the_built_in_api() -> None:
    api = load().api
    assert (load().api_version, api.version, api.headers.version) == (
        "2026-04-22.dahlia", "2026-04-22.dahlia", "Stripe-Version",
    )  # fmt: skip
    assert (api.host, api.preflight) == ("api.stripe.com", "payment_intent.list")
    assert api.auth.live == ("sk_live_", "rk_live_", "pk_live_")
    assert (api.headers.request_id, api.headers.request_id_prefix) == ("Request-Id", "req_")
    assert api.error.of_type == {"card_error": (402,), "idempotency_error": (400, 409)}
    assert api.error.decline is not None
    assert (api.error.decline.status, api.error.decline.type) == (402, "card_error")
    assert (api.list.items, api.list.more, api.list.default, api.list.maximum) == (
        "data", "has_more", 10, 100,
    )  # fmt: skip
    assert api.object.lasting == ("id", "object", "created", "livemode")
    assert api.metadata is not None
    assert (api.metadata.keys, api.metadata.key_length, api.metadata.value_length) == (50, 40, 500)
    assert api.metadata.key_without == "[]"
    assert api.idempotency is not None
    assert api.idempotency.longest == 255
    assert load().expandable == {"charge": {"payment_intent": "payment_intent"}}
