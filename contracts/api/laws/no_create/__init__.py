"""What no call makes (PB-06)."""

COLUMN = "dialect"
