"""Linked accounts (FA-12)."""
