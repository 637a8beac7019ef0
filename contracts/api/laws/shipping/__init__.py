"""Physical cards are shipped (CA-24, CA-25)."""
