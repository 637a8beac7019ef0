"""The second line of physical cards (CA-23)."""
