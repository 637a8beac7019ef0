"""The parts of the HTML report: what each section of the page shows of a ledger, as plain data."""
