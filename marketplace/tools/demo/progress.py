"""How far the demo is loaded, in a file that the pages read."""

from pathlib import Path

from django.conf import settings


def file() -> Path:
    return Path(settings.HOME) / "demo.loading"


def note(done: int, steps: int) -> None:
    """`done` of `steps` are done; at the last one the file goes."""
    if done < steps:
        file().write_text(f"{done} {steps}")
    else:
        file().unlink(missing_ok=True)


def progress() -> tuple[int, int] | None:
    """(the step that is under way, all steps) while the demo is being loaded."""
    try:
        done, steps = file().read_text().split()
    except (OSError, ValueError):
        return None
    return int(done) + 1, int(steps)
