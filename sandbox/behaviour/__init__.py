"""What the operations do that is not ordinary: one small module a subject, written by hand."""
