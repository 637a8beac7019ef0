"""Sessions in which accounts are linked (FS-01 to FS-09, FA-03)."""
