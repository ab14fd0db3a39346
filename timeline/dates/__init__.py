"""Dates: the scale of time, the grammar of EDTF, and the four instants of an event."""
