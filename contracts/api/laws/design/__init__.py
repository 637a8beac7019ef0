"""Cards that are made of designs (PD-17)."""
