"""The commands, each of which calls one function of the API and adds nothing to it."""
