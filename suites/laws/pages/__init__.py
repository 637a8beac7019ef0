"""The next page of a search (G-76)."""

COLUMN = "search"
