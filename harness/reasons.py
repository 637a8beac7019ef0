"""Why a claim was not judged, in the words that suites write and reports read again."""

from __future__ import annotations

WITHHELD = "it takes a request that writes, and this run only reads (--read-only)"
DISPLACES = "it takes the place of what belongs to the account; --allow-account-changes lets it"
TOOK_ALL = "no broken form was refused"  # what looks at refusals has nothing to look at
SET_UP = "set-up call"  # and what it was answered, whatever could not be done for it
OTHERWISE = "; otherwise: "  # between the ways to do one thing, none of which was taken
