"""A card in the place of another one (CA-26 to CA-28)."""
