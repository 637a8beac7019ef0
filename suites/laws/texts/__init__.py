"""What people write is found again as they wrote it."""

COLUMN = "valid forms"
