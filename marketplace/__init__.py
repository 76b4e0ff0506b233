"""Monsoon: the project, and the trade."""
