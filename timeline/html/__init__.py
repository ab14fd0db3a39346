"""Pages and embeds."""
