"""A lookup key has one holder (PD-08)."""
