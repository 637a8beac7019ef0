"""The templates of pages: all text is escaped, and what they are compiled to is kept."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from reports.compiled import Compiled

TEMPLATES = Path(__file__).parent / "templates"


def template(name: str) -> Template:
    """Return a template by the name of its file. Raises jinja2.TemplateError."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, bytecode_cache=Compiled(TEMPLATES),
    )  # fmt: skip
    environment.filters.update(ticked=ticked, parted=parted)
    return environment.get_template(name)


def ticked(text: str) -> Markup:
    """Return a text in which what stands between backticks is code; unpaired ones stay."""
    parts = [escape(part) for part in text.split("`")]
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else part
        for place, part in enumerate(parts)
    )


def parted(text: str) -> Markup:
    """Return a path or a name that may be broken behind its slashes and underscores."""
    return escape(text).replace("/", Markup("/<wbr>")).replace("_", Markup("_<wbr>"))
