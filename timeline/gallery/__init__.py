"""Galleries: a file that describes figures, and the build of all of them."""
