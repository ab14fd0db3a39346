"""Files in every format, written completely or not at all."""
