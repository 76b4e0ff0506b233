"""A stand-in for Stripe's servers, for the demo and for tests: speaks the part of its API that Monsoon uses.

Standalone: imports nothing else of ours. State is one SQLite file, so a restart forgets nothing. No real money moves.
"""
