"""The plotly figure: a finished layout transcribed, no decision of place."""
