"""Settings of the watch."""

BEAT = {"watch.heartbeat": 15}
