"""Settings of visits."""

DAYS_TO_ANSWER = 3

BEAT = {"visits.sweep": 60}
