"""Measured claims of speed; each is a script that prints what it found."""
