"""Keeps what takes long to make for the next process, beside what it was made of."""
