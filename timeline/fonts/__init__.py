"""The shipped font: how wide a text is, how it is broken, which files a figure needs."""
