"""A card ends after as many payments as it was made for (CA-13)."""

COLUMN = "lifecycles"
