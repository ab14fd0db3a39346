"""Dates: the EDTF grammar, calendars, and the four instants of an event."""
