"""What people write is found again as they wrote it."""

COLUMN = "echo"
