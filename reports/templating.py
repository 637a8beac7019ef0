"""The templates of pages: all text is escaped, and what they are compiled to is kept."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from reports.compiled import Compiled

TEMPLATES = Path(__file__).parent / "templates"


def template(name: str) -> Template:
    """Return a template by the name of its file. Raises jinja2.TemplateError."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, bytecode_cache=Compiled(TEMPLATES),
    )  # fmt: skip
    return environment.get_template(name)
