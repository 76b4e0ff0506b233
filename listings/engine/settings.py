"""Settings of the rights engine."""

from marketplace.environment import environment

# Its blocks lie in files that all processes of this machine map.
ENGINE_FOLDER = environment.monsoon_home / "run"
