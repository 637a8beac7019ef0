"""Opens a page in the system's Chromium, and says what a person would meet there.

It needs the extra `browser`: a driver, which fetches no browser of its own here, and axe-core.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
Scheme = Literal["light", "dark"]
WIDE, PHONE = 1280, 360  # CSS pixels
_AXE = "axe_playwright_python"
_PAGE = re.compile(rb"/Type\s*/Page\b")
_STOPS = """() => {
  const list = document.getElementById("list");
  const every = document.querySelectorAll("a[href], button, input, select, summary, [tabindex]");
  return Array.from(every).filter((e) => e.tabIndex >= 0 && e.checkVisibility()
    && (list.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING)).length;
}"""
_OPENED = """() => Math.max(performance.getEntriesByType("navigation")[0].loadEventEnd,
  ...performance.getEntriesByName("ready").map((mark) => mark.startTime))"""
_READY = '() => !document.querySelector("#rows") || document.querySelector("html.ready")'
_SCROLLS = """() => Array.from(document.querySelectorAll("body *")).filter((e) => {
  const style = getComputedStyle(e);
  const turns = [style.overflowX, style.overflowY].some((o) => o === "auto" || o === "scroll");
  return turns && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
    && e.tabIndex < 0;
}).length"""


def missing() -> str:
    """Return what is not here of what it takes, "" where all is."""
    if find_spec("playwright") is None or find_spec(_AXE) is None:
        return "no driver and axe-core are installed; install the extra `browser`"
    return "" if _chromium() else f"none of {', '.join(NAMES)} is installed"


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextlib.contextmanager
def browser() -> Iterator[Any]:
    """Start the system's Chromium, and stop it afterwards."""
    driving = import_module("playwright.sync_api")  # it is not there without the extra
    with driving.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        try:
            yield found
        finally:
            found.close()


@contextlib.contextmanager
def opened(
    browser: Any, path: Path, scheme: Scheme = "light", width: int = WIDE, *, tail: str = "",
    script: bool = True,
) -> Iterator[Any]:  # fmt: skip
    """Open a file; `tail` is the fragment with its `#`. Its requests and errors are on the page."""
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    page = context.new_page()
    page.told = []
    page.on("console", lambda message: page.told.append(message.text))
    page.on("pageerror", lambda trouble: page.told.append(str(trouble)))
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    try:
        page.goto(f"{path.resolve().as_uri()}{tail}")
        if script:
            page.wait_for_function(_READY)
        yield page
    finally:
        context.close()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page is like: `stops` are those of Tab before the list of claims.

    `sideways` are the pixels by which the page is wider than its window, `unreached` the regions
    that scroll and that no key reaches; `asked` counts requests but the one for the page.
    """

    stops: int
    sideways: int
    unreached: int
    asked: int
    told: tuple[str, ...] = ()
    violations: dict[str, int] = field(default_factory=dict)

    @property
    def fine(self) -> bool:
        """Whether nothing stands in anybody's way."""
        wrong = (self.sideways > 0, self.unreached, self.asked, self.told, self.violations)
        return not any(wrong)


def seen(page: Any) -> Seen:
    """Return what an open page is like."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return Seen(
        page.evaluate(_STOPS), page.evaluate(wide),
        page.evaluate(_SCROLLS), len(page.asked) - 1, tuple(page.told), violations(page),
    )  # fmt: skip


def soonest(browser: Any, path: Path, scheme: Scheme, width: int, times: int = 3) -> float:
    """Return the fewest milliseconds in which a page was loaded: what else runs here only adds."""
    found = []
    for _ in range(times):
        with opened(browser, path, scheme, width) as page:
            found.append(page.evaluate(_OPENED))
    return float(min(found))


def violations(page: Any) -> dict[str, int]:
    """Return the rules of axe-core that a page breaks, each with how often."""
    spec = find_spec(_AXE)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    script = Path(spec.submodule_search_locations[0]) / "axe.min.js"
    page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate('axe.run(document, {resultTypes: ["violations"]})')
    return {broken["id"]: len(broken["nodes"]) for broken in found["violations"]}


def printed(page: Any) -> int:
    """Return how many pages of paper a page takes."""
    return len(_PAGE.findall(page.pdf(format="A4")))
