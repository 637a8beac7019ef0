"""There is one default design (PD-13)."""
