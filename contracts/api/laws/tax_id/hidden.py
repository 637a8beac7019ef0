"""A tax id is written, never read: only whether there is one (CH-17)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Family, held, law
from suites.looking.dig import dig
from suites.looking.say import shown
from suites.subjects import called

from .._issuing import HOLDER, Bench, bench, done, least

_NUMBER, _WRITTEN = "000000000", "company.tax_id"


@law(Family("tax_id", called(f"{HOLDER}.create"), bench), clause="CH-17")
def hidden(stood: Bench) -> Outcome:
    """A tax id is written, never read: only whether there is one."""
    lab = stood.lab
    company = {"type": "company", "company": {"tax_id": _NUMBER}}
    made = done(lab, f"{HOLDER}.create", {**least(lab, f"{HOLDER}.create"), **company})
    again = done(lab, f"{HOLDER}.retrieve", {}, str(made.item["id"]))
    told = dig(again.item, "company.tax_id_provided") is True
    shows = any(dig(exchange.item, _WRITTEN) is not None for exchange in (made, again))
    return held(told and not shows, "company.tax_id_provided true, and no tax_id",
                f"company {shown(again.item.get('company'))}", again, made)  # fmt: skip
