"""Which laws find which faults, and what a smoke run asks because of it."""
