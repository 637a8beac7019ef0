"""What a bundle has room for (PD-10)."""
