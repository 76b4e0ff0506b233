"""`python -m tests.kills [SEED]`: a market whose processes are killed every two seconds while it trades (T-03).

`trading` makes deals beside it, from the offer to the paid instalment; `outcome` says what must be there exactly once.
"""
