"""The command line: one module a command."""

from __future__ import annotations

import click

from assay import __version__
from assay.command_check_recording import check_recording
from assay.command_export import export
from assay.command_import import import_text
from assay.command_list import listing
from assay.command_prove import prove
from assay.command_report import report
from assay.command_run import run
from assay.command_serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assay")
def cli() -> None:
    """Hold a payments API against its contracts and report which promises it keeps."""


for command in (run, serve, listing, report, prove, export, import_text, check_recording):
    cli.add_command(command)
