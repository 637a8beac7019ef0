"""The encoder writes what the official client writes."""

from __future__ import annotations

from inspect import signature
from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st
from stripe._encode import _api_encode

from harness.encoding import encode

NAMES = st.text("abcxyz_0", min_size=1, max_size=6)
LEAVES = st.text(max_size=8) | st.integers(-10, 10**9) | st.booleans()
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def official(form: dict[str, object]) -> str:
    """Return what the official client puts in the body; newer ones also take the API's mode."""
    modes = ["V1"] * (len(signature(_api_encode).parameters) - 1)
    flat = [(name, _text(value)) for name, value in _api_encode(form, *modes)]
    return urlencode(flat).replace("%5B", "[").replace("%5D", "]")


def _text(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_same_as_the_official_client(form: dict[str, object]) -> None:
    assert encode(form) == official(form)
