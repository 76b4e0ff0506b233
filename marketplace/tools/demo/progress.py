"""How far the demo is loaded, in a file that the pages read."""

from pathlib import Path

from django.conf import settings


def progress_file() -> Path:
    return Path(settings.HOME) / "demo.loading"


def note_progress(done: int, steps: int) -> None:
    """`done` of `steps` are done; at the last one the file goes."""
    if done < steps:
        progress_file().write_text(f"{done} {steps}")
    else:
        progress_file().unlink(missing_ok=True)


def read_progress() -> tuple[int, int] | None:
    """(the step that is under way, all steps) while the demo is being loaded."""
    try:
        done, steps = progress_file().read_text().split()
    except (OSError, ValueError):
        return None
    return int(done) + 1, int(steps)
