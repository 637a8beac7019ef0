"""Numbers of telephones come back in international form (CH-15)."""
