"""What can go wrong at a start, each said in one sentence."""


class CannotStart(Exception):
    """The marketplace cannot start; the text says why and what to do."""


class Stopped(Exception):
    """Somebody asked for a stop while the start was still under way."""
