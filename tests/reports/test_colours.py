"""Every text of the report can be told from what is behind it, in light and in dark (WCAG AA)."""

from __future__ import annotations

import re

import pytest

from reports.templating import TEMPLATES

_NEEDED = 4.5  # contrast of normal text
TEXT = (TEMPLATES / "style" / "colours.css").read_text(encoding="utf-8")
SCHEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", TEXT, re.DOTALL), strict=True))
KINDS = ("pass", "fail", "warn", "error", "none", "taken")
PAIRS = [
    *((name, ground) for name in ("ink", "soft", "link") for ground in ("paper", "shade")),
    *((kind, ground) for kind in KINDS for ground in (f"{kind}-bg", "none-bg", "paper", "shade")),
    *(("ink", f"{kind}-bg") for kind in KINDS),
]  # fmt: skip


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_a_text_can_be_read(scheme: str, text: str, ground: str) -> None:
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", SCHEMES[scheme]))
    assert contrast(colours[text], colours[ground]) >= _NEEDED


def test_contrast_is_what_it_is_said_to_be() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
