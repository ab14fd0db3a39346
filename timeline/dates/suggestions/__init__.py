"""What was probably meant by a text that is no date: suggested, and read only where agreed."""
