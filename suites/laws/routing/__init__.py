"""Paths and verbs that lead nowhere, and the number of each request (catalogue 1.1)."""

COLUMN = "dialect"
