"""Invented companies, people, programmes and deals, and a few hundred real titles, to try Monsoon with."""
