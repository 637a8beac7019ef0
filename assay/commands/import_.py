"""`assay import`: an OpenAPI document, or reference text, becomes draft contracts."""

from __future__ import annotations

from pathlib import Path

import click

from assay.trouble import USAGE, Stop, writing
from contracts.errors import ContractError
from contracts.importer import drafts
from contracts.importer_text import TextError
from contracts.importing.keeping import EditedError, grouped, record, written
from contracts.importing.limits import DocumentError
from contracts.importing.over import Over
from contracts.importing.overlay import Overlay
from contracts.importing.whole import Imported, imported
from contracts.package import IMPORTED, OVERLAY
from harness.given import read_given
from harness.whole import write_all

OLD = "assay import FILE is now called assay import text FILE"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


class _Importing(click.Group):
    """Takes the old form, a file without a word before it, for text."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the word in front of the arguments where it is missing."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            click.echo(f"assay import: {OLD}", err=True)
            args = ["text", *args]
        return super().parse_args(ctx, args)


@click.group("import", cls=_Importing)
def importing() -> None:
    """Turn an OpenAPI document, or reference text, into contracts."""


@importing.command("openapi")
@click.argument("file", type=_FILE)
@click.option("--out", type=_FOLDER, help="Folder of the package (default: standard output).")
@click.option("--only", multiple=True, metavar="GLOB",
              help="Operations by path or title, such as '/tickets*' or 'GET *'.")  # fmt: skip
@click.option("--over", type=click.Path(exists=True, path_type=Path),
              help="What was written by hand: an overlay file, or a package of which every "
                   "operation stays as it is.")  # fmt: skip
def import_openapi(file: Path, out: Path | None, only: tuple[str, ...], over: Path | None) -> None:
    """Turn an OpenAPI 3.0 or 3.1 document into an API package, and list what was not read."""
    try:
        found = _imported(file, out, only, over)
        if not found.operations:
            raise Stop(f"{file}: no operation can be imported{_why(found)}", USAGE)
        if out is None:
            _print(found, file.name)
            return
        with writing(out):
            texts, gone = written(found, file.name, out)
            write_all({path: text.encode() for path, text in texts.items()}, gone)
    except (ContractError, DocumentError, EditedError) as trouble:
        raise Stop(str(trouble), USAGE) from None
    _tell(found, out)


def _imported(file: Path, out: Path | None, only: tuple[str, ...], over: Path | None) -> Imported:
    beside = out / OVERLAY if out is not None else None
    overlay = over if over is not None and over.is_file() else beside
    there = overlay is not None and overlay.is_file()
    return imported(
        file, only, Overlay.read(overlay) if overlay is not None and there else None,
        Over(over.resolve()) if over is not None and over.is_dir() else None,
    )  # fmt: skip


def _why(found: Imported) -> str:
    reasons = found.limits.of("left out")
    return f"; {len(reasons)} are left out, such as {reasons[0].reason}" if reasons else ""


def _print(found: Imported, name: str) -> None:
    for path, text in {**found.files, IMPORTED: record(found, name)}.items():
        click.echo(f"---\n# {path}\n{text}", nl=False)


def _tell(found: Imported, out: Path) -> None:
    """Say what was imported, and the first lines of what was not."""
    click.echo(f"{out}: {found.operations} operations, {found.rows} rows", err=True)
    for kind, lines in grouped(found.limits).items():
        shown = lines if kind == "conflict" else lines[:3]
        click.echo(f"{kind.replace('_', ' ')}: {len(lines)}", err=True)
        for line in shown:
            click.echo(f"  {line}", err=True)
    if found.limits:
        click.echo(f"all of them are in {out / IMPORTED}", err=True)


def _read(text: Path) -> str:
    try:
        content = read_given(text)
    except OSError as trouble:
        raise Stop(f"{text}: {trouble.strerror or trouble}", USAGE) from None
    try:
        return content.decode()
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        raise TextError(str(text), line, f"not UTF-8: {trouble.reason}") from None


@importing.command("text")
@click.argument("text", type=_FILE)
@click.option("--out", type=_FOLDER,
              help="Folder to write to, a file a resource (default: standard output).")  # fmt: skip
def import_text(text: Path, out: Path | None) -> None:
    """Turn reference text into draft YAML. What the text lost is noted in the draft."""
    unread: list[tuple[int, str]] = []
    try:
        found = drafts(_read(text), str(text), unread)
    except TextError as trouble:
        raise Stop(str(trouble), USAGE) from None
    if not found:
        raise Stop(f"{text}:1: no operation is in this text", USAGE)
    for number, line in unread:
        click.echo(f"{text}:{number}: not read: {line}", err=True)
    if out is None:
        for draft in found.values():
            click.echo(f"---\n{draft}", nl=False)
        return
    with writing(out):
        write_all({out / f"{resource}.yaml": draft.encode() for resource, draft in found.items()})
    for resource in found:
        click.echo(str(out / f"{resource}.yaml"), err=True)


COMMAND = importing
