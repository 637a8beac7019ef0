"""Readers of other people's files: cassettes, HAR archives, and what filters left of them."""
