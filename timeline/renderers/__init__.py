"""Renderers of a scene, side by side."""
