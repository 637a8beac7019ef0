"""The ways in which a text can be read: what each of them says, and where in the text that stands.

A server can write a key so that no search for it finds it, and a person or a program reads it all
the same. Texts are looked at as letters of one byte each where they come from bytes. Each way takes
time in proportion to the length of the text, whatever it holds.
"""

from __future__ import annotations

import binascii
import html
import re
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from harness.lookalikes import LETTER, plain

Span = tuple[int, int]
Letter = Callable[[re.Match[str]], str]
_HEXADECIMAL = r"(?:(?-i:U)000000|u00|[ux]\{0*|x)(?P<hex>[0-9a-f]{2})\}?"
_BACKSLASH = rf"(?<!\\)\\++(?:{_HEXADECIMAL}|0?(?P<octal>[0-3][0-7]{{2}})|/)"
# Brackets stand in every form, and in no key: to pass over them saves much time.
_ESCAPE = re.compile(
    rf"{_BACKSLASH}|%(?!5[bd])(?:u00)?(?P<percent>[0-9a-f]{{2}})"
    r"|&(?P<named>#0*[0-9]{1,7}|#x0*[0-9a-f]{1,6}|[a-z]{2,10});?",
    re.IGNORECASE,
)
_SOFT = re.compile(r"=(?:\r?\n|(?:\\r)?\\n|(?P<quoted>[0-9a-f]{2}))", re.IGNORECASE)
_FOLD = re.compile(r"(?:\r?\n|(?:\\r)?\\n)[ \t]*")
# What a fold may join goes on with a letter of a run; letters alone are found apart as well.
_FOLDED = re.compile(r"\n[ \t]*[A-Za-z0-9+/_-]")
_HEX = re.compile(r"[0-9a-f]{16,}", re.IGNORECASE)
_APART = re.compile(r"(?:(?:[ :._-]|, ?)(?:0x)?[0-9a-f]{2}){7,}", re.IGNORECASE)
_GROUPS = re.compile(
    r"\b[0-9a-f]{4}(?:[ :._-][0-9a-f]{4}){3,}|\b[0-9a-f]{8}(?:[ :._-][0-9a-f]{8})+", re.IGNORECASE
)
_SIGNS = bytes(
    sign for byte in range(256) for sign in (
        b"0" if byte == 0x30 else b"h" if chr(byte) in "123456789abcdefABCDEF"
        else b"X" if chr(byte) in "xX" else b" " if chr(byte) in " :._-," else b"-"
    )
)  # fmt: skip
_PAIRS = b" hh" * 7
_GROUPED = (b" ".join([b"hhhh"] * 4), b" ".join([b"h" * 8] * 2))
_PAIR = re.compile(r"[0-9A-Fa-f]{2}")
_CODE = re.compile(r"(?:0[xX])?([0-9A-Fa-f]{2})")
_NUMBERS = re.compile(
    r"[0-9]{2,3}(?:(?:[ ,;.:_-]|,\s{1,20})[0-9]{2,3}){7,}"
)  # bytes, such as a Buffer's
_NUMBER = re.compile(r"([0-9]{2,3})")
_EIGHTH = ('"7":', '7\\":')  # of the bytes of an array that JavaScript writes as an object
_MEMBERS = re.compile(r'(?:\\{0,3}"[0-9]{1,6}\\{0,3}":\s{0,3}[0-9]{2,3},?(?:\s|\\n){0,20}){8,}')
_MEMBER = re.compile(r'":\s{0,3}([0-9]{2,3})')
_DIGITS32 = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdefghijklmnopqrstuv")
# The shortest that says eight letters.
_BASE32 = re.compile(r"[A-Z2-7]{13,}|[a-z2-7]{13,}")
RUN = re.compile(r"[A-Za-z0-9+/_-]{11,}")  # the shortest that says eight letters in base64
_USUAL = str.maketrans("-_", "+/")
GZIP = "\x1f\x8b\x08"
_LETTERS = bytes(1 if 0x20 <= byte <= 0x7E or byte in b"\t\r\n" else 0 for byte in range(256))
_ROW = bytes([1] * 8)  # so many letters in a row are a text
_ROWS = re.compile(b"\x01{8,}")
_SHORT = 1_000  # letters of a guess that is read on whole
_WIDE = re.compile(r"(?:[!-~]\0{1,3}){3}")  # letters of two or four bytes
_PACKED = 64  # places of a text at which something packed is looked for
_MOST, _RATE = 200_000, 32  # bytes of what was packed that are looked at: so many, and for each one


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, read in one way; `at` tells where a part of that stands in the text.

    `guessed` says that any text can be read in this way, most of them to no sense.
    """

    says: str
    at: Callable[[int, int], Span]
    guessed: bool = False


def readings(text: str) -> Iterator[Reading]:
    """Yield what a text says in each way that says something else than the text itself."""
    yield from decoded(text)
    for match in RUN.finditer(text):
        for reading in guesses(match[0]):
            yield Reading(reading.says, _behind(match.start(), reading.at), guessed=True)


def decoded(text: str) -> Iterator[Reading]:
    """Yield what a text says in those ways that leave marks in it."""
    if "\0" in text:
        yield _stretched(text)
    if "\\" in text or "%" in text or "&" in text:
        yield from _replaced(text, _ESCAPE, _letter)
    if "\\u" in text or not text.isascii():
        yield from _replaced(text, LETTER, plain)
    if "=" in text:
        yield from _replaced(text, _SOFT, _quoted)
    if "\\n" in text or _FOLDED.search(text):
        yield from _replaced(text, _FOLD, _nothing)
    looks = _looks(text)
    for match in _APART.finditer(text) if _PAIRS in looks else ():
        yield _apart(_CODE, text, max(match.start() - 2, 0), match.end(), 16)
    for match in _GROUPS.finditer(text) if any(map(looks.__contains__, _GROUPED)) else ():
        yield _apart(_CODE, text, *match.span(), 16)
    for match in _NUMBERS.finditer(text):
        yield _apart(_NUMBER, text, *match.span(), 10)
    yield from members(text)
    if not text.isascii():
        yield from _packed(text)


def members(text: str) -> Iterator[Reading]:
    """Yield what bytes say that are members of an object, each named by its place."""
    if any(name in text for name in _EIGHTH):
        for match in _MEMBERS.finditer(text):
            yield _apart(_MEMBER, text, *match.span(), 10)


def sensible(guess: str) -> list[tuple[int, str]]:
    """Return what of a guess may be read on, with its places: most guesses are no text.

    A guess is long where a server pads what it says, and holds rows of letters by chance.
    """
    if guess.isascii() or GZIP in guess:
        return [(0, guess)]
    if "\0" in guess and _WIDE.search(guess):
        return [(0, guess)]
    letters = guess.encode("latin-1", "replace").translate(_LETTERS)
    if _ROW not in letters:
        return []
    if len(guess) <= _SHORT or any(2 * len(one.says) >= len(guess) for one in _packed(guess)):
        return [(0, guess)]
    return [(row.start(), guess[slice(*row.span())]) for row in _ROWS.finditer(letters)]


def _looks(text: str) -> bytes:
    """Return a text with each digit of a hexadecimal number as one sign, and as another what may
    stand between two of them: whether there are such numbers is then seen at once.
    """
    found = text.encode("latin-1", "replace").translate(_SIGNS)
    return found.replace(b"  ", b" ").replace(b" 0X", b" ").replace(b"0", b"h")


def _apart(code: re.Pattern[str], text: str, start: int, end: int, base: int) -> Reading:
    """Return what codes of letters say that stand apart from each other, between two places."""
    codes = list(code.finditer(text, start, end))
    says = "".join(chr(min(int(found[1], base), 255)) for found in codes)
    return Reading(says, lambda start, end: (codes[start].start(), codes[end - 1].end()))


def guesses(run: str) -> Iterator[Reading]:
    """Yield what a run of letters says in base64, base32 or hexadecimal, wherever that begins."""
    for first, says in enumerate(in_base64(run)):
        yield Reading(says, _sextets(first), guessed=True)
    for match in _BASE32.finditer(run):
        for first, says in enumerate(in_base32(match[0])):
            yield Reading(says, _quintets(match.start() + first), guessed=True)
    for match in _HEX.finditer(run):
        for first in (0, 1):
            says = _bytes(_PAIR.findall(match[0], first))
            yield Reading(says, _rate(match.start() + first, 2), guessed=True)


def said(run: str) -> list[str]:
    """Return what the readings of `guesses` say."""
    found = [_bytes(_PAIR.findall(text, first)) for text in _HEX.findall(run) for first in (0, 1)]
    found += [says for text in _BASE32.findall(run) for says in in_base32(text)]
    return [*in_base64(run), *found]


def in_base32(run: str) -> list[str]:
    """Return what a run of letters says in base32, whichever of its first eight it begins at."""
    number = int(run.lower().translate(_DIGITS32), 32)
    return [_from_bit(number, 5 * (len(run) - first)) for first in range(8)]


def _from_bit(number: int, bits: int) -> str:
    """Return the bytes that the last bits of a number hold, from the first of these on."""
    part = (number & ((1 << bits) - 1)) >> bits % 8
    return part.to_bytes(bits // 8, "big").decode("latin-1")


def in_base64(run: str) -> list[str]:
    """Return what a run of letters says in base64, whichever of its first four it begins at."""
    usual, size = run.translate(_USUAL), len(run)
    parts = [usual[first : size - ((size - first) % 4 == 1)] for first in range(4)]
    return [binascii.a2b_base64(p + "=" * (-len(p) % 4)).decode("latin-1") for p in parts]


def _bytes(pairs: list[str]) -> str:
    return bytes.fromhex("".join(pairs)).decode("latin-1")


def _behind(first: int, at: Callable[[int, int], Span]) -> Callable[[int, int], Span]:
    """Return where things stand that were found from a place on."""

    def there(start: int, end: int) -> Span:
        found = at(start, end)
        return first + found[0], first + found[1]

    return there


def _stretched(text: str) -> Reading:
    """Return a text without the zeros that letters of two or four bytes have."""
    places: list[int] = []

    def at(start: int, end: int) -> Span:
        if not places:
            places.extend(place for place, letter in enumerate(text) if letter != "\0")
        return places[start], places[end - 1] + 1

    return Reading(text.replace("\0", ""), at)


def _letter(match: re.Match[str]) -> str:
    """Return the letter that an escape stands for."""
    code = match["hex"] or match["percent"]
    if code:
        return chr(int(code, 16))
    if match["octal"]:
        return chr(int(match["octal"], 8))
    return html.unescape(f"&{match['named']};") if match["named"] else "/"


def _quoted(match: re.Match[str]) -> str:
    """Return the letter of a quoted-printable text; its soft line breaks are nothing."""
    return chr(int(match["quoted"], 16)) if match["quoted"] else ""


def _nothing(_match: re.Match[str]) -> str:
    return ""


def _replaced(text: str, pattern: re.Pattern[str], letter: Letter) -> Iterator[Reading]:
    """Yield a text with each match of a pattern replaced by what it stands for."""
    says, count = pattern.subn(letter, text)
    if count:
        written = _Written(text, pattern, letter)
        yield Reading(says, lambda start, end: (written.of(start)[0], written.of(end - 1)[1]))


class _Written:
    """How each letter of a replaced text was written; found out when it is first asked for."""

    def __init__(self, text: str, pattern: re.Pattern[str], letter: Letter) -> None:
        self._how = text, pattern, letter
        self._said: list[int] = []  # where what each match stands for begins, and where it ends
        self._ends: list[int] = []
        self._spans: list[Span] = []

    def of(self, place: int) -> Span:
        """Return where the letter at a place of what the text says stands in the text."""
        if not self._spans:
            self._look()
        number = bisect_right(self._said, place) - 1
        if number < 0:
            return place, place + 1
        if place < self._ends[number]:
            return self._spans[number]
        beyond = self._spans[number][1] + place - self._ends[number]
        return beyond, beyond + 1

    def _look(self) -> None:
        text, pattern, letter = self._how
        longer = 0  # by how much the text is longer than what it says, up to a match
        for match in pattern.finditer(text):
            said = letter(match)
            self._said.append(match.start() - longer)
            self._ends.append(match.start() - longer + len(said))
            self._spans.append(match.span())
            longer += len(match[0]) - len(said)


def _rate(first: int, letters: int) -> Callable[[int, int], Span]:
    """Return where things stand of which each takes so many letters."""
    return lambda start, end: (first + letters * start, first + letters * (end - 1) + 2)


def _quintets(first: int) -> Callable[[int, int], Span]:
    return lambda start, end: (first + 8 * start // 5, first + -(-8 * end // 5))


def _sextets(first: int) -> Callable[[int, int], Span]:
    return lambda start, end: (first + 8 * start // 6, first + -(-8 * end // 6))


def _packed(text: str) -> Iterator[Reading]:
    """Yield what is packed as gzip, zlib or deflate in a text, each as far as it can be read."""
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        return
    kinds = [(0, zlib.MAX_WBITS), (0, -zlib.MAX_WBITS)]
    place = text.find(GZIP)
    while place >= 0 and len(kinds) < _PACKED:
        kinds.append((place, 16 + zlib.MAX_WBITS))
        place = text.find(GZIP, place + 1)
    for first, bits in kinds:
        says = _unpacked(data[first:], bits).decode("latin-1")
        if says:
            yield Reading(says, lambda _start, _end, at=first: (at, len(text)))  # type: ignore[misc]


def _unpacked(data: bytes, bits: int) -> bytes:
    """Return what packed data holds, up to where it is broken; of a bomb only more than is due."""
    packer, found = zlib.decompressobj(bits), []
    left = _MOST + _RATE * len(data)
    for place in range(0, len(data), 256):
        try:
            found.append(packer.decompress(data[place : place + 256], left))
        except zlib.error:
            break
        left -= len(found[-1])
        if packer.eof or left <= 0:
            break
    return b"".join(found)
