"""The charts as users call them."""
