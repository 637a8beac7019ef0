"""Breaches on the wire in what becomes of objects: updates, actions, idempotency."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.wire.edits import set_fields
from tests.wire.message import Answer, Request, resources
from tests.wire.table import Table

LIFE = Table()
_INTENT = "payment_intent"


def _ends(request: Request, *words: str) -> bool:
    return request.path.rsplit("/", 1)[-1] in words


def _dropping(word: str) -> Any:
    def drop(key: str, value: str) -> tuple[str, str] | None:
        return None if key.startswith(word) else (key, value)

    return drop


@LIFE.asks("L40, G-97")
def metadata_lost(request: Request) -> None:
    """Metadata never arrives."""
    if request.method == "POST":
        request.edit(_dropping("metadata"))


@LIFE.asks("G-99")
def empty_metadata_lost(request: Request) -> None:
    """A key of metadata is not taken away by an empty value."""
    request.edit(lambda n, v: None if n.startswith("metadata") and not v else (n, v))


@LIFE.asks("G-42, L321")
def empty_values_lost(request: Request) -> None:
    """What is emptied stays."""
    if request.method == "POST":
        request.edit(lambda n, v: None if not v else (n, v))


@LIFE.asks("G-97, L353")
def metadata_of_submission_lost(request: Request) -> None:
    """Metadata of an action never arrives."""
    if _ends(request, "submit", "capture", "increment_authorization"):
        request.edit(_dropping("metadata"))


@LIFE.asks("G-34")
def unknown_parameters_dropped(request: Request) -> None:
    """Parameters that nobody declared are passed over."""
    known = re.compile(r"assay|unknown|bogus|invented|undeclared|nonsense|xyz|zz|qq")
    request.edit(lambda n, v: None if known.search(n) else (n, v))


@LIFE.asks("G-86, G-87")
def expand_lost(request: Request) -> None:
    """Nothing is expanded."""
    request.edit(_dropping("expand"))


@LIFE.asks("G-93")
def expand_of_posts_lost(request: Request) -> None:
    """Nothing is expanded in the answer to a POST."""
    if request.method == "POST":
        request.edit(_dropping("expand"))


@LIFE.asks("G-41")
def empty_is_absent(request: Request) -> None:
    """An empty value in a query is as good as none."""
    if request.method == "GET":
        request.edit(lambda n, v: None if not v else (n, v))


@LIFE.asks("G-46")
def indexed_arrays_lost(request: Request) -> None:
    """Arrays with indexes never arrive."""
    request.edit(lambda n, v: None if re.search(r"\[\d+\]", n) else (n, v))


@LIFE.asks("G-37")
def points_cut_off(request: Request) -> None:
    """A number with a point is taken for the whole one."""
    request.edit(lambda n, v: (n, v.split(".")[0]) if re.fullmatch(r"\d+\.\d+", v) else (n, v))


@LIFE.asks("G-100")
def long_texts_cut_off(request: Request) -> None:
    """A text that is too long is cut off and taken."""
    request.edit(lambda n, v: (n, v[:20]) if len(v) > 24 and n == "name" else (n, v[:500]))


@LIFE.tells("L85, L225, G-117")
def update_tells_the_old(request: Request, answer: Answer) -> None:
    """An update takes effect, and its answer shows the object before it."""
    key = ("before", request.path)
    if request.method == "GET" and answer.status == 200:
        request.memory[key] = answer.body
    elif request.method == "POST" and answer.status == 200 and key in request.memory:
        answer.body = request.memory[key]


@LIFE.asks("G-117, L85")
def updates_do_nothing(request: Request) -> Answer | None:
    """An update of a cardholder or a card shows the new values and keeps the old."""
    if request.method == "POST" and re.fullmatch(r"/v1/issuing/card\w*/\w+", request.path):
        if request.memory.get(("retrieved", request.path)):
            return None
        found = request.call("GET", request.path, "")
        return found if found.status == 200 else None
    return None


@LIFE.tells("G-116")
def stale_retrieval(request: Request, answer: Answer) -> None:
    """What was retrieved once is shown the same for ever."""
    if request.method == "GET" and answer.status == 200 and request.path.count("_") > 1:
        key = ("stale", request.path, request.query)
        answer.body = request.memory.setdefault(key, answer.body)


@LIFE.tells("G-118")
def id_in_other_letters(request: Request, answer: Answer) -> None:
    """An update answers with another time of creation."""
    document = answer.document
    if request.method == "POST" and isinstance(document, dict) and request.path.count("/") > 3:
        if isinstance(document.get("created"), int):
            document["created"] += 3
        answer.write(document)


@LIFE.tells("PI-06")
def intents_begin_confirmed(request: Request, answer: Answer) -> None:
    """A new intent without a method waits for confirmation."""
    if request.path.endswith("/payment_intents") and request.method == "POST":
        document = answer.document
        if document.get("status") == "requires_payment_method":
            answer.write({**document, "status": "requires_confirmation"})


@LIFE.tells("PI-46")
def nothing_received(_: Request, answer: Answer) -> None:
    """An intent that succeeded received nothing."""
    set_fields(answer, _INTENT, amount_received=0)


@LIFE.tells("L877, PI-40")
def capturable_after_cancel(_: Request, answer: Answer) -> None:
    """A canceled intent can still be captured, by its amounts."""
    document = answer.document
    for one in resources(document, _INTENT):
        if one.get("status") == "canceled":
            one["amount_capturable"] = one["amount"]
    answer.write(document)


@LIFE.tells("PI-41")
def canceled_without_time(_: Request, answer: Answer) -> None:
    """A canceled intent does not say when."""
    set_fields(answer, _INTENT, canceled_at=None)


@LIFE.tells("PI-41, L886")
def cancellation_without_reason(_: Request, answer: Answer) -> None:
    """A canceled intent does not say why."""
    set_fields(answer, _INTENT, cancellation_reason=None)


@LIFE.tells("PI-59")
def decline_forgotten(_: Request, answer: Answer) -> None:
    """A decline leaves no trace on the intent."""
    set_fields(answer, _INTENT, last_payment_error=None)


@LIFE.tells("PI-59")
def method_kept_after_decline(_: Request, answer: Answer) -> None:
    """A declined intent has the method still."""
    document = answer.document
    for one in resources(document, _INTENT):
        if one.get("last_payment_error"):
            one["payment_method"] = "pm_0123456789abcdefghijklmn"
    answer.write(document)


@LIFE.tells("L926, PI-52")
def no_next_action(_: Request, answer: Answer) -> None:
    """What the customer has to do is not said."""
    set_fields(answer, _INTENT, next_action=None)


@LIFE.tells("L876, PI-38")
def cancels_anything(request: Request, answer: Answer) -> None:
    """To cancel what cannot be canceled is answered as if nothing were wrong."""
    intent = (answer.document or {}).get("error", {}).get(_INTENT)
    if _ends(request, "cancel") and answer.status == 400 and intent:
        answer.status, answer.body = 200, json.dumps(intent).encode()


@LIFE.tells("L891")
def captures_anything(request: Request, answer: Answer) -> None:
    """To capture what cannot be captured is answered as if nothing were wrong."""
    intent = (answer.document or {}).get("error", {}).get(_INTENT)
    if _ends(request, "capture") and answer.status == 400 and intent:
        answer.status, answer.body = 200, json.dumps(intent).encode()


@LIFE.asks("L919, PI-47")
def captures_all(request: Request) -> None:
    """A part that is to be captured is taken for all."""
    if _ends(request, "capture"):
        request.edit(_dropping("amount_to_capture"))


@LIFE.tells("L1026, PI-68")
def increment_not_capturable(request: Request, answer: Answer) -> None:
    """What was added to an authorization cannot be captured."""
    document = answer.document
    if _ends(request, "increment_authorization") and answer.status == 200:
        answer.write({**document, "amount_capturable": document["amount_capturable"] - 1})


@LIFE.tells("DI-07")
def disputes_begin_submitted(request: Request, answer: Answer) -> None:
    """A new dispute is submitted already."""
    if request.path.endswith("/disputes") and request.method == "POST":
        set_fields(answer, "issuing.dispute", status="submitted")


@LIFE.tells("DI-19")
def submission_changes_nothing(request: Request, answer: Answer) -> None:
    """A submitted dispute is called unsubmitted."""
    set_fields(answer, "issuing.dispute", status="unsubmitted") if _ends(
        request, "submit"
    ) else None


@LIFE.asks("DI-09, L293")
def evidence_lost(request: Request) -> None:
    """Evidence is kept without its explanation."""
    request.edit(lambda n, v: None if n.endswith("[explanation]") else (n, v))


@LIFE.tells("CA-14")
def cards_begin_active(request: Request, answer: Answer) -> None:
    """A new card is active unasked."""
    if request.path.endswith("/issuing/cards") and request.method == "POST":
        set_fields(answer, "issuing.card", status="active")


@LIFE.tells("CA-26")
def replacement_unnamed(_: Request, answer: Answer) -> None:
    """A replacement does not name what it replaces."""
    set_fields(answer, "issuing.card", replacement_for=None)


@LIFE.tells("FA-05")
def disconnected_is_inactive(request: Request, answer: Answer) -> None:
    """What is disconnected is called inactive."""
    if _ends(request, "disconnect"):
        answer.body = answer.body.replace(b'"disconnected"', b'"inactive"')


@LIFE.tells("FA-10")
def refreshed_at_once(request: Request, answer: Answer) -> None:
    """A refresh has no feature that is underway or done."""
    if _ends(request, "refresh") and answer.status == 200:
        names = ("balance_refresh", "ownership_refresh", "transaction_refresh")
        answer.write({**answer.document, **dict.fromkeys(names)})


@LIFE.tells("PAR-05")
def attempts_of_another_record(_: Request, answer: Answer) -> None:
    """Attempts name another record than was asked for."""
    set_fields(answer, "payment_attempt_record", payment_record="prcd_another0000")


@LIFE.tells("TX-06")
def captures_positive(_: Request, answer: Answer) -> None:
    """What a card spent is a positive amount."""
    document = answer.document
    for one in resources(document, "issuing.transaction"):
        one["amount"] = abs(one["amount"])
    answer.write(document)


@LIFE.tells("PD-06, L383")
def default_forgotten(_: Request, answer: Answer) -> None:
    """No design is the default."""
    document = answer.document
    for one in resources(document, "issuing.personalization_design"):
        one["preferences"]["is_default"] = False
    answer.write(document)


@LIFE.tells("L24, PI-32: sent order")
def line_items_turned_round(request: Request, answer: Answer) -> None:
    """Line items come in the opposite order."""
    if request.path.endswith("_line_items") and answer.status == 200:
        document = answer.document
        answer.write({**document, "data": document["data"][::-1]})
