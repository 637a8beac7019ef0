"""Linked accounts are refreshed (FA-10, FA-11)."""
