"""`assay doctor`: whether a run can begin, and whose it is to mend what is in the way."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator
from dataclasses import asdict
from pathlib import Path

import click

from assay import packages
from assay.doctor.asked import Server
from assay.doctor.before import Before
from assay.doctor.finding import Finding
from assay.doctor.package import findings
from assay.run import passages
from assay.run.configuring import Options, configuration
from harness.config import ConfigError
from harness.legible import line


@click.command(short_help="Say whether a run can begin, and what is in the way.")
@click.option("--base-url", help="Server to look at; without one, the embedded sandbox.")
@click.option("--api-key", help="Secret test key (better: the variable ASSAY_API_KEY).")
@click.option("--publishable-key", help="Publishable test key (or ASSAY_PUBLISHABLE_KEY).")
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path),
              help="Target file (default: assay.toml, if there is one).")  # fmt: skip
@packages.option
@passages.options
@click.option("--ca-bundle", metavar="FILE",
              help="Authorities to trust with https, a PEM file (or ASSAY_CA_BUNDLE).")  # fmt: skip
@click.option("--allow-live", is_flag=True, help="Accept a live key. Nothing is written.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(as_json: bool, **flags: object) -> None:
    """Look at package, configuration, key, name, server, account, clock and limits.

    Nothing is written.

    Each line says how it is, and whose it is to mend. Exit code: 0 a run can begin, 2 wrong
    configuration or key, 3 the server cannot be asked.
    """
    found: list[Finding] = []
    for finding in examined(Options(**flags)):  # type: ignore[arg-type]
        found.append(finding)
        if not as_json:
            click.echo(line(finding.line()))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], indent=2))
    code = next((finding.code for finding in found if finding.code), 0)
    notes = sum(finding.state == "note" for finding in found)
    click.echo("a run cannot begin" if code else f"a run can begin; {notes} notes", err=True)
    raise SystemExit(code)


def examined(options: Options) -> Iterator[Finding]:
    """Yield what is found, up to what keeps a run from beginning."""
    contracts = options.package
    with contextlib.ExitStack() as stack:
        before = Before(options, contracts, stack)
        for number, finding in enumerate(before.findings()):
            yield finding
            if number or finding.code:
                continue
            own = list(findings(contracts, _configured(options)))  # once the file is read
            yield from own
            if any(one.code for one in own):
                return
        if before.config is not None and before.keys is not None:
            yield from Server(before.config, before.keys, contracts, options).findings()


def _configured(options: Options) -> Collection[str]:
    """Return the objects that the configuration gives ids of, none where it cannot be read."""
    try:
        return configuration(options, options.package).ids
    except ConfigError:
        return ()


COMMAND = doctor
