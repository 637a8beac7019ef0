"""What a template was compiled to is kept, and used where nobody else can have written it."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from reports.compiled import Compiled


class Template:
    """A template in a folder of its own, and what compiles it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.pycache_prefix", None)
        self.folder = folder
        self.compiled = 0
        self.write("one")

    def write(self, text: str) -> None:
        """Give the template other contents."""
        (self.folder / "page.j2").write_text(text, encoding="utf-8")

    @property
    def place(self) -> Path:
        """Where it is kept."""
        (found,) = (self.folder / "__pycache__").iterdir()
        return found

    def render(self, *, trim: bool = False) -> str:
        """Render it as another process would, and count when it is compiled."""
        environment = Environment(
            loader=FileSystemLoader(self.folder), autoescape=True, trim_blocks=trim,
            bytecode_cache=Compiled(self.folder),
        )  # fmt: skip
        generate = environment._generate

        def counted(*arguments: object, **rest: object) -> str:
            self.compiled += 1
            return generate(*arguments, **rest)  # type: ignore[arg-type]

        environment._generate = counted  # type: ignore[method-assign]
        return environment.get_template("page.j2").render()


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Template:
    """A template that was rendered once."""
    found = Template(tmp_path, monkeypatch)
    assert (found.render(), found.compiled) == ("one", 1)
    return found


def test_a_template_is_compiled_once(template: Template) -> None:
    assert (template.render(), template.compiled) == ("one", 1)


def test_another_template_is_compiled(template: Template) -> None:
    template.write("two")
    assert (template.render(), template.compiled) == ("two", 2)


def test_other_options_are_compiled(template: Template) -> None:
    template.render(trim=True)
    assert template.compiled == 2


@pytest.mark.parametrize("folder", [False, True])
def test_what_others_may_write_is_not_used(template: Template, *, folder: bool) -> None:
    (template.place.parent if folder else template.place).chmod(0o777)
    assert (template.render(), template.compiled) == ("one", 2)


def test_where_nothing_can_be_kept_all_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Template(tmp_path, monkeypatch)
    (tmp_path / "__pycache__").write_text("no folder", encoding="utf-8")
    assert (found.render(), found.render(), found.compiled) == ("one", "one", 2)
