"""Pages and embeds: HTML around a figure, its script and its style."""
