"""`python -m marketplace.tools.launcher`: the whole marketplace on one machine, in one command.

`home` keeps what must survive a stop, `database` and `broker` start the embedded servers, `programs` says how each
process is called, `children` runs them, `stack` holds the order in which they start and stop.
"""
