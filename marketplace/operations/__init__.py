"""Keeping a market running: who may do what to its tables, saving it and bringing it back."""
