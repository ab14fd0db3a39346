"""Sphinx configuration of the documentation ("make docs"); it needs no network."""

project = "battle-timeline"
author = "The battle-timeline authors"
extensions = ["myst_nb"]
exclude_patterns = ["_build", "jupyter_execute"]
html_theme = "furo"
html_title = "battle-timeline"
html_show_copyright = False
myst_heading_anchors = 2
# Notebooks run when the site is built; an error in one fails the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
# Our figures include self-contained HTML; plotly's own output would need a network.
nb_mime_priority_overrides = [("html", "application/vnd.plotly.v1+json", -1)]
suppress_warnings = ["misc.highlighting_failure", "mystnb.unknown_mime_type"]
