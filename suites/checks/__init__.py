"""Checks that judge any single exchange, whichever suite made it.

A check is a module of this folder with `CLAUSE` (where its claim is written), `LEVEL` and a
function `check(exchange, operation, contracts)` that yields a `Finding` for each complaint, or
None once when the exchange gives it something to judge and it holds.
"""
