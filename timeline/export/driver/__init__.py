"""The browser that draws plotly figures."""
