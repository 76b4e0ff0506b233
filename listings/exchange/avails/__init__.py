"""Avails of MovieLabs (EMA): reading and checking."""
