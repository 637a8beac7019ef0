"""A tax id is written, never read (CH-17)."""
