"""Keys: none, a wrong one, Basic and Bearer, and what a publishable key may do (catalogue 1.1)."""

COLUMN = "keys"
