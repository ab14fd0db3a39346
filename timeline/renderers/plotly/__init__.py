"""A scene as a plotly figure."""
