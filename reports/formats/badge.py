"""badge.svg: how many of the planned musts hold, on one line for a README.

Musts that a server keeps as well which takes everything and remembers nothing are not among them,
so that badges stand in the order of servers. It quotes nothing that a server says. It is grey where
nothing was judged, and no run that is incomplete has the colour of one that passed.
"""

from __future__ import annotations

from harness.ledger import Ledger
from harness.verdict import JUDGED
from reports.headline import headline

FILE = "badge.svg"
LABEL = "assay"
COLOURS = {
    "PASS": "#1a7f37", "FAIL": "#b4232a", "INCOMPLETE": "#8a5a00", "nothing": "#5f6670",
}  # fmt: skip
_LETTER = 6.6  # pixels that a letter takes, of 11 pixels Verdana
_ROOM = 10  # pixels beside a text
_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" role="img" \
aria-label="{label}: {text}">
<title>{label}: {text}</title>
<rect width="{left}" height="20" fill="#30363d"/>
<rect x="{left}" width="{right}" height="20" fill="{colour}"/>
<g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" \
font-size="11">
<text x="{at_left}" y="14" textLength="{label_long}">{label}</text>
<text x="{at_right}" y="14" textLength="{text_long}">{text}</text>
</g>
</svg>
"""


def render(ledger: Ledger) -> str:
    """Return the badge of a run."""
    return drawn(*said(ledger))


def drawn(text: str, colour: str) -> str:
    """Return a badge with words and a colour that no server and no user has written."""
    label_long, text_long = (round(_LETTER * len(part)) for part in (LABEL, text))
    left, right = label_long + _ROOM, text_long + _ROOM
    return _SVG.format(
        label=LABEL, text=text, colour=colour, whole=left + right, left=left, right=right,
        at_left=left / 2, at_right=left + right / 2, label_long=label_long, text_long=text_long,
    )  # fmt: skip


def said(ledger: Ledger) -> tuple[str, str]:
    """Return the words of a badge, and its colour: musts that hold, of those that were judged."""
    told = headline(ledger)
    judged = any(ledger.totals[status] for status in JUDGED)
    musts, takings = (told.held, told.musts), (told.taken, told.takings)
    return words_of(told.word, musts, takings, judged=judged)


def words_of(
    word: str, musts: tuple[int, int], takings: tuple[int, int], *, judged: bool
) -> tuple[str, str]:
    """Return the words and the colour of a badge by a run's result and its musts.

    `musts` and `takings` are how many hold, of how many; the latter, which a server keeps as well
    that takes everything, are told only where nothing else was asked, and as what they are.
    """
    if not judged:
        return "nothing judged", COLOURS["nothing"]
    kept, asked = musts if musts[1] else takings
    words = f"{kept:,} of {asked:,} musts" if musts[1] else f"takes {kept:,} of {asked:,}"
    if word == "INCOMPLETE":
        words += ", incomplete"
    return words, COLOURS[word]
