"""Other tools' formats: a checked table as their files."""
