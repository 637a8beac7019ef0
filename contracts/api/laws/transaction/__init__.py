"""What a dispute is about (DI-11 to DI-13)."""
