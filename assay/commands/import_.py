"""`assay import`: reference text becomes draft contracts."""

from __future__ import annotations

from pathlib import Path

import click

from assay.trouble import USAGE, Stop, writing
from contracts.importer import drafts
from contracts.importer_text import TextError


def _read(text: Path) -> str:
    content = text.read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        raise TextError(str(text), line, f"not UTF-8: {trouble.reason}") from None


@click.command("import")
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path),
              help="Folder to write to, a file a resource (default: standard output).")  # fmt: skip
def import_text(text: Path, out: Path | None) -> None:
    """Turn reference text into draft YAML. What the text lost is noted in the draft."""
    try:
        found = drafts(_read(text), str(text))
    except TextError as trouble:
        raise Stop(str(trouble), USAGE) from None
    if not found:
        raise Stop(f"{text}:1: no operation is in this text", USAGE)
    for resource, draft in found.items():
        if out is None:
            click.echo(f"---\n{draft}", nl=False)
            continue
        path = out / f"{resource}.yaml"
        with writing(path):
            out.mkdir(parents=True, exist_ok=True)
            path.write_text(draft, encoding="utf-8")
        click.echo(str(path), err=True)


COMMAND = import_text
