"""New designs are looked at (PD-11)."""
