"""What a generic API tester finds: Schemathesis with our encoder, our links and our checks."""

COLUMN = "dialect"
