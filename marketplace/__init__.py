"""Monsoon: the project, and the trade."""

import gc

# Most of what is made while a process starts stays until its end. Looking for garbage in it after every 700 new objects takes
# a third of the start; what is then there is set aside (`marketplace.apps`).
gc.set_threshold(50_000, 20, 50)
