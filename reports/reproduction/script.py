"""A reproduction as a script for `sh`, `curl` and `python3`.

Nothing that a server sent can leave its quotes or its comment: words are quoted, letters that are
not plain are written as octal escapes, and what is compared travels as JSON in ASCII on one line.
The key is not in it: it is read from the environment.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from harness.exchange import REDACTED, Request
from harness.shell import variable_of
from harness.verdict import Verdict
from reports.reproduction.filling import pieces
from reports.reproduction.parts import made, seen_parts
from reports.reproduction.steps import Reproduction, Step, Variable

_AGAIN = Path(__file__).with_name("again.py")
_END = "END_OF_WHAT_ASSAY_WROTE"
_ESCAPED = re.compile(r"[^ -\[\]-~]")  # the backslash, and what is no printable ASCII
_LEFT = ("authorization", "content-length", "host", "connection")
_START = """\
set -u
LC_ALL=C
export LC_ALL
BASE_URL=${{BASE_URL:-{base}}}
{configured}\
FOLDER=$(mktemp -d) || exit 2
trap 'rm -rf "$FOLDER"' EXIT
RUN=$(python3 -c 'import secrets; print(secrets.token_hex({length})[:{length}])') || exit 2

again() {{  # compares and picks
  what=$1; shift
  python3 -I -S "$FOLDER/again.py" "$what" "$FOLDER/seen.json" {run} "$RUN" "$@"
}}
ask() {{  # number, method, address, key, how it is sent, more for curl
  number=$1 method=$2 address=$3 key=$4 how=$5; shift 5
{keyed}\
  if [ -f "$FOLDER/$number.sent" ]; then set -- "$@" --data-binary "@$FOLDER/$number.sent"; fi
  : >"$FOLDER/$number.time"
  printf '%s' "$address" >"$FOLDER/$number.address"
{told}\
  case $how in
    basic) printf '%s:' "$key" | python3 -c 'import base64, sys
print("Authorization: Basic " + base64.b64encode(sys.stdin.buffer.read()).decode())' ;;
    bearer) printf 'Authorization: Bearer %s\\n' "$key" ;;
{others}\
  esac | curl -q -gsS -m 60 --noproxy '*' --path-as-is -H 'Expect:' -H @- -X "$method" \\
    -D "$FOLDER/$number.head" -o "$FOLDER/$number.body" -w '%{{http_code}}' "$@" \\
    >"$FOLDER/$number.status"
  echo $? >"$FOLDER/$number.curl"
}}
went() {{  # number, status: whether a step of set-up went as it did
  read -r status <"$FOLDER/$1.status" || :
  if [ "$status" = "$2" ]; then return; fi
  echo "could not be shown: step $1 was answered with status $status, not $2"
  exit 2
}}
judge() {{
  again judge
  case $? in 11) exit 1 ;; 10) exit 0 ;; *) exit 2 ;; esac
}}
"""

_HEADERS = """\
    pair:*) printf '%s' "$key" | python3 -c 'import base64, sys
told = sys.argv[1].replace("{key}", sys.stdin.read())
print("Authorization: Basic " + base64.b64encode(told.encode()).decode())' "${how#*:}" ;;
    header:*) printf '%s: %s\\n' "${how#*:}" "$key" ;;
"""
_FIELDS = """\
  encoded=$(printf '%s' "$key" | python3 -c 'import sys, urllib.parse
print(urllib.parse.quote(sys.stdin.read(), safe=""))')
  case $how in
    form:*)
      if [ -s "$FOLDER/$number.sent" ]; then printf '&' >>"$FOLDER/$number.sent"; fi
      printf '%s=%s' "${how#*:}" "$encoded" >>"$FOLDER/$number.sent" ;;
    query:*)
      case $address in *\\?*) between='&' ;; *) between='?' ;; esac
      printf 'url = "%s%s%s=%s"\\n' "$(printf '%s' "$address" | sed 's/[\\\\"]/\\\\&/g')" \\
        "$between" "${how#*:}" "$encoded" >"$FOLDER/$number.config" ;;
  esac
"""
_ADDRESS = '  set -- "$@" "$address"\n'
_CONFIG = """\
  case $how in query:*) set -- "$@" -K "$FOLDER/$number.config" ;; *) set -- "$@" "$address" ;; esac
"""


def script(reproduction: Reproduction, base_url: str) -> str:
    """Return a script that exits 1 when the breach is there, 0 when not, 2 when it cannot tell."""
    return "\n".join(_lines(reproduction, base_url)) + "\n"


def run_line(verdict: Verdict, header: Mapping[str, Any]) -> str:
    """Return the command that asks the verdict's claim again, of a run with this header."""
    parts = ["assay", "run", "--only", verdict.id, "--seed", str(header.get("seed"))]
    if header.get("profile") not in (None, "standard"):
        parts += ["--profile", str(header["profile"])]
    if header.get("base_url"):
        parts += ["--base-url", str(header["base_url"])]
    return " ".join(map(word, parts))


def _lines(reproduction: Reproduction, base_url: str) -> Iterator[str]:
    verdict = reproduction.verdict
    yield "#!/bin/sh"
    yield comment(f"Shows {verdict.id} on a server in its initial state.")
    for name in ("expected", "observed"):
        if getattr(verdict, name):
            yield comment(f"{name}: {getattr(verdict, name)}")
    yield "# Ends with 1 when the breach is there, 0 when it is not, 2 when it could not be shown."
    yield "# The key is read from ASSAY_API_KEY, the address from BASE_URL."
    yield _START.format(
        base=word(base_url.rstrip("/")), run=word(reproduction.run),
        length=len(reproduction.run) or 6, configured="".join(_given(reproduction)),
        **_ways(reproduction),
    )  # fmt: skip
    yield f"cat >\"$FOLDER/again.py\" <<'{_END}'\n{_AGAIN.read_text(encoding='utf-8')}{_END}"
    data = json.dumps(_data(reproduction), ensure_ascii=True, separators=(",", ":"))
    yield f"cat >\"$FOLDER/seen.json\" <<'{_END}'\n{data}\n{_END}\n"
    if any(_key(step.exchange.request)[1] != "none" for step in reproduction.steps):
        yield ': "${ASSAY_API_KEY:?put the key there}" || exit 2'
    yield from _steps(reproduction)
    yield "judge"


def _ways(reproduction: Reproduction) -> dict[str, str]:
    """Return what a script needs for keys that are sent otherwise than as most APIs have it."""
    hows = {how for step in reproduction.steps for how in _key(step.exchange.request)[1:]}
    fields = any(how.startswith(("form:", "query:")) for how in hows)
    headers = any(how.startswith(("pair:", "header:")) for how in hows)
    return {
        "keyed": _FIELDS if fields else "", "told": _CONFIG if fields else _ADDRESS,
        "others": _HEADERS if headers else "",
    }  # fmt: skip


def _given(reproduction: Reproduction) -> Iterator[str]:
    for variable in reproduction.configured:
        about = comment(f" configured as {variable.configured}")
        yield f"{variable.name}=${{{variable.name}:-{word(variable.text)}}}  {about}\n"


def _data(reproduction: Reproduction) -> dict[str, Any]:
    first, last = reproduction.steps[0].exchange, reproduction.steps[-1].exchange
    verdict = reproduction.verdict
    return {
        "says": f"expected {verdict.expected}; observed {verdict.observed}",
        "span": round(last.started - first.started, 1),
        "made": list(made(reproduction.steps)),
        "first": first.started, "seen": seen_parts(reproduction.steps, verdict),
    }  # fmt: skip


def _steps(reproduction: Reproduction) -> Iterator[str]:
    numbers = {step.exchange.id: n for n, step in enumerate(reproduction.steps, 1)}
    known = {variable.name for variable in reproduction.configured}
    waiting = False
    for number, step in enumerate(reproduction.steps, 1):
        for variable in step.variables:
            if variable.name not in known:
                known.add(variable.name)
                yield _assigned(variable, numbers, reproduction)
        yield from _asked(number, step, reproduction.run)
        if waiting and not step.together:
            yield "wait"
        waiting = step.together


def _assigned(variable: Variable, numbers: Mapping[str, int], found: Reproduction) -> str:
    if variable.clock:
        return f"{variable.name}=$(($(date +%s) + {variable.more}))"
    number = numbers[variable.origin or ""]
    place = word(json.dumps(variable.place))
    lost = "judge" if found.steps[number - 1].seen else "exit 2"
    return f"{variable.name}=$(again pick {number} {place} {variable.more}) || {lost}"


def _asked(number: int, step: Step, run: str) -> Iterator[str]:
    exchange = step.exchange
    request = exchange.request
    about = "what the finding is about" if step.seen else "set-up"
    yield "\n" + comment(f"{number}. {request.method} {request.path}: {about}")
    if request.body:
        text = _filled(request.body, step, run, body=True)
        yield f"printf '%b' {text} >\"$FOLDER/{number}.sent\""
    parts = [
        "ask",
        str(number),
        request.method,
        f'"$BASE_URL"{_filled(request.target, step, run)}',
        *_words_of(request),
    ]
    for name, value in request.headers.items():
        if name.lower() not in _LEFT:
            filled = word(f"{name}: ") + _filled(value, step, run)
            if value == REDACTED:
                filled = f'"{name}: ${{{variable_of(name)}:-}}"'
            parts += ["-H", filled if value else word(f"{name};")]
    together = " &" if step.together else ""
    yield " ".join(parts) + together
    if not step.seen and not step.together:
        yield f"went {number} {exchange.status:03}"


def _key(request: Request) -> list[str]:
    """Return the words that say which key a request is sent with, and how.

    A made-up key may begin like the real one, which the ledger does not hold.
    """
    made_up = request.made_up or "a_key_that_nobody_has"
    known = {
        "secret": '"$ASSAY_API_KEY"', "publishable": '"${ASSAY_PUBLISHABLE_KEY:-}"',
        "other": '"$ASSAY_API_KEY"'.join(word(t) if t else "" for t in made_up.split(REDACTED)),
    }  # fmt: skip
    how = _how(request)
    return [known[request.key], how] if request.key in known and how != "none" else ["''", "none"]


def _how(request: Request) -> str:
    """Return how a key is sent, and where: a header, a field, a part of Basic."""
    if request.auth == "basic":
        return f"pair:{request.place}" if request.place else "basic"
    fielded = request.auth == "form" and request.method == "GET"
    scheme = "query" if fielded else request.auth
    return f"{scheme}:{request.place}" if request.place else scheme


def _words_of(request: Request) -> list[str]:
    key, how = _key(request)
    return [key, word(how)]


def _filled(text: str, step: Step, run: str, *, body: bool = False) -> str:
    """Return a text of a request as one shell word, with variables for what is made anew."""
    parts = (
        f'"${piece.name}"' if piece.name else _plain(piece.text, body=body)
        for piece in pieces(text, step.variables, run)
    )
    return "".join(filter(None, parts)) or "''"


def _plain(text: str, *, body: bool) -> str:
    """Return a text as a shell word; that of a body is for printf's %b, which reads escapes."""
    if body:
        return shlex.quote(_escaped(text)) if text else ""
    return word(text) if text else ""


def _escaped(text: str) -> str:
    """Return a text with what is no printable ASCII, and the backslash, as octal escapes."""
    return _ESCAPED.sub(lambda found: "".join(map("\\0{:03o}".format, _bytes(found[0]))), text)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def word(text: str) -> str:
    """Return a text as one shell word, on one line and in ASCII."""
    if text.isascii() and text.isprintable():
        return shlex.quote(text)
    return f"\"$(printf '%b' {shlex.quote(_escaped(text))})\""


def comment(text: str) -> str:
    """Return a text as one comment: a line break in it would be a command."""
    plain = "".join(c if c.isascii() and c.isprintable() else ascii(c)[1:-1] for c in text)
    return f"# {plain}"
