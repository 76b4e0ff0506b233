"""Programmes and rights in other people's formats: read, checked row by row, written in bulk."""
