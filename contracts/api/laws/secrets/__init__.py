"""Number and code of a card (G-94)."""

COLUMN = "keys"
