"""What is disputed, and in which currency (DI-08, DI-25)."""

COLUMN = "money"
