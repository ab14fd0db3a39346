"""Languages: numbers, dates and the few words of our own that figures say."""
