"""Suggested EDTF dates for texts that are not dates; used as dates only on request."""
