"""Of what a list shows, the object is picked that the forms which name it can be used with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.provision import Provisioner, Unavailable


def _bundle(name: str, logo: str, text: str, status: str = "active") -> dict[str, Any]:
    features = {"card_logo": logo, "carrier_text": text, "second_line": "optional"}
    return {"id": name, "status": status, "features": features}


def _picked(*bundles: dict[str, Any]) -> str:
    body = json.dumps({"object": "list", "data": bundles}).encode()

    def send(method: str, path: str, _form: object) -> Exchange:
        return Exchange("e", "", Request(method, path), Response(200, {}, body), 0, 0)

    return Provisioner(send, load(), {}, "run").obtain("@issuing.physical_bundle")


OLD = _bundle("old", "optional", "optional", "inactive")
LOGO = _bundle("logo", "required", "optional")
PLAIN = _bundle("plain", "unsupported", "unsupported")
ROOMY = _bundle("roomy", "optional", "optional")


@pytest.mark.parametrize(
    ("bundles", "wanted"),
    [
        ((OLD, LOGO, PLAIN, ROOMY), "roomy"),  # a design without a logo, or with a text
        ((OLD, LOGO, PLAIN), "plain"),
        ((LOGO,), "logo"),  # better than none: it can be read
    ],
)
def test_a_design_needs_a_bundle_that_takes_it(
    bundles: tuple[dict[str, Any], ...], wanted: str
) -> None:
    assert _picked(*bundles) == wanted


def test_an_empty_list_has_none() -> None:
    with pytest.raises(Unavailable, match="lists no "):
        _picked()
