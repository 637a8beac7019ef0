"""What follows from a guess is a probe, until someone confirms it by taking the mark away.

A package that was made of a document says which of its facts nothing states (`guessed` at the
conventions, at an operation, at a row). A claim that stands on such a fact is judged by nobody.
"""

from __future__ import annotations

from contracts.model import Api, Level, Operation
from harness.exchange import Exchange
from suites.law import About, Law, Unavailable
from suites.looking.say import said

_LISTS = ("pagination", "pages", "law", "cursor", "order", "filter", "lists_created", "search")
OF_SECTIONS: dict[str, tuple[str, ...]] = {  # section of the conventions -> topics, or laws
    "list": _LISTS,
    "error": ("response.error_attributes", "response.error_envelope", "response.refusal_status"),
    "object": ("lasting", "readable", "response.id_prefix"),
}
OF_KIND = (  # what is asked of a creation, an update, a list or a deletion because it is one
    *_LISTS, "copies", "delete", "idempotency", "keeps", "lasting", "makes", "metadata", "mode",
    "neighbours", "own", "readable", "rejections", "replace", "unset", "response.carried",
    "response.created_kept", "response.created_now",
)  # fmt: skip
OF_ECHO = ("copies", "echo", "keeps", "replace", "texts", "unset", "response.sent_values")
OF_ROWS: dict[str, tuple[str, ...]] = {  # key of a row -> topics of claims about the row
    "excludes": ("exclusive",),
    "references": ("accepts", "echo", "reference", "expand"),
    "needs": ("accepts", "required"),
    **dict.fromkeys(("items", "type", "values"), ("accepts", "echo", "type", "type_element")),
    **{key: ("accepts", topic) for key, topic in (
        ("enum", "enum"), ("format", "type"), ("max_length", "length"), ("maximum", "range_above"),
        ("minimum", "range_below"), ("pattern", "pattern"), ("required", "required"),
    )},
}  # fmt: skip
_LOWER_BOUND = "the document names what a form needs at least, and it may need more"


def level_of(law: Law, about: About, api: Api) -> Level:
    """Return how much a claim binds: what stands on a guess is a probe."""
    stated = about.level or law.level
    if _stands_on(law, about, api):
        return "probe"
    more = law.topic == "accepts" and (about.place or law.name != "accepts.accepts")
    unsure = more and "required" in about.operation.guessed
    return "should" if unsure and stated == "must" else stated  # it may need another row


def _stands_on(law: Law, about: About, api: Api) -> bool:
    """Whether a claim stands on what nothing states."""
    operation = about.operation
    if any(_speaks(law, OF_SECTIONS.get(section, ())) for section in api.guessed):
        return True
    if "kind" in operation.guessed and _speaks(law, OF_KIND):
        return True
    if "echo" in operation.guessed and _speaks(law, OF_ECHO):
        return True
    return _of_row(law, operation, about.place)


def _of_row(law: Law, operation: Operation, place: str) -> bool:
    """Whether the row at a place, or one that it stands in, is guessed in what a law judges."""
    if not place or not operation.unsure:
        return False
    path = place.partition(".")[0]
    while path:
        row = operation.rows.get(path)
        if row is not None and any(_speaks(law, OF_ROWS.get(key, ())) for key in row.guessed):
            return True
        path = path.rpartition("[")[0]
    return False


def _speaks(law: Law, topics: tuple[str, ...]) -> bool:
    return law.topic in topics or law.name in topics


def check_lower_bound(operation: Operation, exchange: Exchange, *, smallest: bool) -> None:
    """Raise Unavailable when the smallest form is refused, and nothing states that it suffices."""
    if smallest and "required" in operation.guessed and not exchange.accepted:
        raise Unavailable(f"{_LOWER_BOUND} ({said(exchange)})", exchange)
