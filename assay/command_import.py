"""`assay import`: reference text becomes draft contracts."""

from __future__ import annotations

from pathlib import Path

import click

from assay.trouble import USAGE, Stop
from contracts.importer import TextError, drafts


@click.command("import")
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path),
              help="Folder to write to, a file a resource (default: standard output).")  # fmt: skip
def import_text(text: Path, out: Path | None) -> None:
    """Turn reference text into draft YAML. What the text lost is noted in the draft."""
    try:
        found = drafts(text.read_text(encoding="utf-8"), str(text))
    except (TextError, UnicodeDecodeError) as trouble:
        raise Stop(str(trouble), USAGE) from None
    if not found:
        raise Stop(f"{text} holds no operation", USAGE)
    for resource, draft in found.items():
        if out is None:
            click.echo(f"---\n{draft}", nl=False)
            continue
        out.mkdir(parents=True, exist_ok=True)
        path = out / f"{resource}.yaml"
        path.write_text(draft, encoding="utf-8")
        click.echo(str(path), err=True)
