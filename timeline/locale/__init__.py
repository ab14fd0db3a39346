"""Languages: dates, numbers, periods and our own phrases."""
