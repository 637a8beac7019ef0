"""What a server says forges nothing: in no format that there is, in no script, in nothing printed.

Formats are found as the program finds them: one that comes later is held to this as well, and must
say below what would be forged in a file of its kind.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from assay.allure_labels import _text as attachment
from assay.run.settings import Settings
from assay.run.summary import summarise
from assay.telling import guarded
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger, LedgerWriter, load_ledger
from harness.redaction import Redactor
from harness.verdict import Finding, Verdict
from reports.formats import Format, formats
from reports.reproduction.of_run import Reproductions
from tests.pages import Page, page

MARK = "FORGED"
HOSTILE = {
    "a command of GitHub": f"x\n::error::{MARK}",
    "a command at the start": f"::error::{MARK}",
    "a command behind spaces": f"x\n   ::set-output name={MARK}::1",
    "a command of Azure": f"x ##vso[task.setvariable variable=a]{MARK}",
    "an old command of GitHub": f"##[error]{MARK}",
    "a command of TeamCity": f"x\n##teamcity[testFailed name='{MARK}']",
    "a carriage return": f"x\r{MARK}",
    "colours": f"\x1b[31m{MARK}\x1b[2K\x1b[1A",
    "colours in one byte": f"\x9b31m{MARK}",
    "a link of a terminal": f"\x1b]8;;http://forged.example\x07{MARK}\x1b]8;;\x07",
    "letters turned round": f"\u202e{MARK}\u202c \u2066{MARK}\u2069",
    "other line breaks": f"a\x0b{MARK}\x0c{MARK}\x85{MARK}\u2028{MARK}\u2029{MARK}\x1c{MARK}",
    "backspaces": f"fine\b\b\b\b{MARK}",
    "letters that nobody sees": f"a\u200b\u2060\ufeff\U000e0041{MARK}",
    "half a letter": f"\ud800{MARK}",
    "a shell's": f"x\nrm -rf {MARK}; $(touch {MARK}) `touch {MARK}` '\"; touch {MARK} #",
    "the end of a text": f"x\nEND_OF_WHAT_ASSAY_WROTE\ntouch {MARK}\n",
    "a formula": f'=HYPERLINK("http://forged.example","{MARK}")',
    "a formula with a sign": f"+{MARK}", "a formula with an at": f"@{MARK}",
    "a tag": f"<script>{MARK}</script><img src=x onerror={MARK}>",
    "the end of a tag": f"\"><a href='javascript:{MARK}'>x</a>'></pre></script>",
    "a link of Markdown": f"[{MARK}](javascript:alert) ![{MARK}](http://forged.example/x.png)",
    "a table of Markdown": f"| {MARK} |\n# {MARK}\n```\n{MARK}",
    "a template": "{{ 7*7 }}{% raw %}" + MARK,
}  # fmt: skip
_ORDER = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_COMMAND = re.compile(r"##\w*\[|^\s*::", re.MULTILINE | re.IGNORECASE)


def _ledger(text: str, folder: Path, *, expired: bool = False) -> Ledger:
    """Return what is read of a run in which a server said a text wherever it can.

    With `expired` a user said it as well, in an entry that has expired.
    """
    known = [{"id": "a.*", "reason": text, "owner": text}] if expired else []
    body = json.dumps({"id": text, text: [text], "error": {"message": text}}).encode()
    request = Request("POST", "/v1/x", "", "a=1", {"idempotency-key": "k"})
    kept = Exchange("m-1", "x.create", request, Response(400, {"x-said": text, text: "1"}, body),
                    1.0, 0.1, group="g")  # fmt: skip
    told = Verdict(
        "payment_intent.create.accepts.x", "G-1", "POST /v1/x", "must", "fail", f"observed {text}",
        ("m-1",), text, text, law="accepts.accepts",
        findings=(Finding(text, text, text, exchange="m-1"), Finding("e", text, f"{text}.b")),
    )  # fmt: skip
    blocked = Verdict(
        "payment_intent.list.accepts.y", "G-1", "GET /v1/x", "must", "not_testable", text,
        ("m-1",), blocked_by=text, root=text,
    )  # fmt: skip
    redactor = Redactor(("sk_test_Zebra0123QuilK9x7TnmW",))
    writer = LedgerWriter(folder / "ledger.ndjson", "m")
    writer.header({"base_url": "http://127.0.0.1:1", "resources": ["payment_intent"], "run": "r1",
                   "profile": "standard", "seed": 1, "version": "0", "api_version": "v",
                   "only": [], "started": 1.0, "known": known})  # fmt: skip
    writer.exchange(redactor.exchange(kept))
    for verdict in (told, blocked):
        writer.verdict(redactor.verdict(verdict))
    writer.footer({"seconds": 2, "finished": 3.0, "expired": ["a.*"] * expired})
    writer.close()
    return load_ledger(folder / "ledger.ndjson")


def unseen(text: str) -> list[str]:
    """Return the letters of a text that a terminal or a reader does not see as they are."""
    kinds = {letter: unicodedata.category(letter) for letter in set(text)}
    return sorted(
        letter for letter, kind in kinds.items() if letter not in "\n\t"
        and (kind[0] == "C" or kind in ("Zl", "Zp") or unicodedata.bidirectional(letter) in _ORDER)
    )  # fmt: skip


class _Page(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.links: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for name, value in attrs:
            if name in ("href", "src", "action", "srcset", "formaction"):
                self.links.append(value or "")
            if name.startswith("on") or name == "srcdoc":
                self.handlers.append(name)


def _page(text: str, plain: str) -> Iterator[str]:
    """Yield what is forged in a page, compared with the page of a run with plain texts."""
    found, same = _Page(), _Page()
    found.feed(text)
    same.feed(plain)
    for one in (found, same):
        one.tags.pop("code", None)  # what stands between backticks, whoever wrote them
    if found.tags != same.tags or found.handlers:
        yield f"tags: {found.tags} {found.handlers}"
    yield from (link for link in found.links if not link.startswith("#"))


def _json(text: str, plain: str) -> Iterator[str]:
    """Yield what is forged in JSON: another shape."""
    if _shape(json.loads(text)) != _shape(json.loads(plain)):
        yield "another shape"


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _shape(part) for name, part in value.items()}
    return [_shape(part) for part in value] if isinstance(value, list) else type(value).__name__


def _markdown(text: str, plain: str) -> Iterator[str]:
    """Yield what is forged in Markdown: lines, tags and links that texts made."""
    if len(text.splitlines()) != len(plain.splitlines()):
        yield "other lines"
    yield from re.findall(r"(?<!\\)<(?:script|img|a)\b|(?<!\\)\]\((?!#)", text)


def _table(delimiter: str) -> Callable[[str, str], Iterator[str]]:
    def forged(text: str, plain: str) -> Iterator[str]:
        rows, same = (list(csv.reader(t.splitlines(), delimiter=delimiter)) for t in (text, plain))
        if [len(row) for row in rows] != [len(row) for row in same]:
            yield "other rows"
        yield from (cell for row in rows for cell in row if cell[:1] in tuple("=+-@"))

    return forged


def _elements(text: str, plain: str) -> Iterator[str]:
    """Yield what is forged in XML: other elements, or other attributes."""
    trees = (ET.fromstring(t) for t in (text, plain))  # noqa: S314 - files of our own
    found, same = ([(e.tag, *sorted(e.attrib)) for e in tree.iter()] for tree in trees)
    if found != same:
        yield "other elements"


def _commands(text: str, plain: str) -> Iterator[str]:
    """Yield what is forged in a text that is printed: other lines, other commands."""
    found, same = ([_command(row) for row in t.split("\n")] for t in (text, plain))
    if found != same:
        yield f"other lines: {found}"
    yield from (row for row in text.split("\n") if "##" in row and _COMMAND.search(row))


def _command(row: str) -> tuple[str, ...]:
    """Return what GitHub takes for a command in a line: its name and those of its properties."""
    told = re.fullmatch(r"\s*::(\w[\w-]*)(?: (.*?))?::(.*)", row)
    if told is None:
        return ("text",) if row else ()
    return (told.group(1), *(part.partition("=")[0] for part in (told.group(2) or "").split(",")))


FORGED: dict[str, Callable[[str, str], Iterator[str]]] = {
    ".html": _page, ".json": _json, ".md": _markdown, ".csv": _table(","), ".tsv": _table("\t"),
    ".xml": _elements, ".svg": _elements, ".sarif": _json, ".har": _json, ".txt": _commands,
    ".properties": _commands,
}  # fmt: skip
SILENT = ("badge",)  # formats that quote nothing


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("form", formats(), ids=lambda form: form.name)
def test_no_file_is_forged(form: Format, kind: str, tmp_path: Path) -> None:
    plain, hostile = (
        _written(form, text, tmp_path / name)
        for name, text in (("plain", "plain"), ("hostile", HOSTILE[kind]))
    )
    assert hostile.keys() == plain.keys()
    for name, text in hostile.items():
        suffix = Path(name).suffix
        assert suffix in FORGED, f"say in this test what would be forged in a {suffix} file"
        assert unseen(text) == []
        assert list(FORGED[suffix](text, plain[name])) == []
    assert any(MARK in text for text in hostile.values()) != (form.name in SILENT)
    assert (hostile == plain) == (form.name in SILENT)


def _written(form: Format, text: str, folder: Path) -> dict[str, str]:
    """Return what a format writes of a run in which a server said a text, by the names of files."""
    path = form.write(_ledger(text, folder, expired=True), folder)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes().decode() for file in files}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_data_of_a_page_is_forged(kind: str, tmp_path: Path) -> None:
    """What a page's own script reads, packed or not, is as harmless as what stands there."""
    html = next(form for form in formats() if form.file.endswith(".html"))
    shown = {}
    for name, text in (("plain", "plain"), ("hostile", HOSTILE[kind])):
        folder = tmp_path / name
        path = html.write(_ledger(text, folder), folder)
        shown[name] = page(path.read_bytes().decode())
    found, same = shown["hostile"], shown["plain"]
    assert unseen("\n".join(found.texts)) == []
    assert _counts(found) == _counts(same)
    assert MARK in found.claims["payment_intent.create.accepts.x"]["observed"]
    assert MARK in found.exchanges("payment_intent.create.accepts.x")[0]["body"]


def _counts(shown: Page) -> list[int]:
    names = ("operations", "laws", "clauses", "resources", "claims")
    packed = shown.evidence
    return [*(len(shown.rows[name]) for name in names), len(shown.groups),
            len(packed["exchanges"]), len(packed["claims"])]  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_ledger_is_forged(kind: str, tmp_path: Path) -> None:
    ledger = _ledger(HOSTILE[kind], tmp_path)
    text = (tmp_path / "ledger.ndjson").read_text(encoding="utf-8")
    assert text.isascii()
    assert unseen(text) == []
    assert len(text.splitlines()) == 5
    assert [v.status for v in ledger.verdicts] == ["fail", "not_testable"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_script_is_forged(kind: str, tmp_path: Path) -> None:
    """Played without a server, it does nothing but end with 2; what it says is its own."""
    ledger = _ledger(HOSTILE[kind], tmp_path)
    script = Reproductions(ledger).script(ledger.verdicts[0])
    assert script.isascii()
    assert unseen(script) == []
    assert len(script.splitlines()) == len(
        Reproductions(plain := _ledger("plain", tmp_path / "p"))
        .script(plain.verdicts[0])
        .splitlines()
    )
    shell = shutil.which("sh")
    assert shell
    done = subprocess.run(  # noqa: S603 - a script of our own
        [shell, "-c", script], cwd=tmp_path, capture_output=True, check=False, timeout=60,
        env={"PATH": "/usr/bin:/bin", "ASSAY_API_KEY": "k", "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 2
    assert not (tmp_path / MARK).exists()
    assert MARK.encode() not in done.stdout + done.stderr


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_printed_is_forged(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = _ledger(HOSTILE[kind], tmp_path)
    settings = Settings("r1", "http://127.0.0.1:1", str(tmp_path), "v", "standard")
    with guarded():
        summarise(ledger, settings.folder)
        print(Reproductions(ledger).script(ledger.verdicts[0]))
    said = capsys.readouterr()
    text = said.out + said.err
    assert MARK in text
    assert unseen(text) == []
    assert _COMMAND.findall(text) == []
    first = text.partition("#!/bin/sh")[0].splitlines()
    assert [line for line in first if line.startswith(MARK)] == []
    assert {line[:5] for line in first if MARK in line} == {"  1. ", "  2. ", "     "}
    assert next(line[:5] for line in first if MARK in line) == "  1. "


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_attachment_is_forged(kind: str, tmp_path: Path) -> None:
    ledger = _ledger(HOSTILE[kind], tmp_path)
    found = attachment(ledger.verdicts[0], ledger.exchanges["m-1"], "http://127.0.0.1:1")
    assert unseen(found) == []
    assert len(found.splitlines()) == 7


def test_what_is_seen_by_the_oracle() -> None:
    assert unseen("a\r\x1b\x9b\u202e\u2028\ud800\u200b") == [
        "\r", "\x1b", "\x9b", "\u200b", "\u2028", "\u202e", "\ud800"]  # fmt: skip
    assert unseen("é 名 ✓\n\t") == []
    assert _COMMAND.findall("  ::error::\n##vso[x]") == ["  ::", "##vso["]
    assert list(_page("<a href='javascript:x'><img onerror=y>", "<a href='#x'>")) != []
    assert list(_table(",")('a,"=1"\n', "a,b\n")) == ["=1"]
    assert list(_markdown("[x](http://y)", "x")) == ["]("]
    assert list(_commands("::error::x\n", "::notice::x\n")) != []
    assert list(_commands("::error a=1,b=2::x", "::error a=1::x")) != []
    assert list(_elements("<a><b/></a>", "<a>&lt;b/></a>")) == ["other elements"]
