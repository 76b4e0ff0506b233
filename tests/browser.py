"""The headless browser that the tests drive. `python -m tests.browser` sees to it that there is one."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans</family><family>Noto Sans CJK SC</family></prefer></alias>
</fontconfig>
"""


def executable() -> str | None:
    """The first browser found, by the order of NAMES."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def font_settings(folders: Iterable[Path], folder: Path) -> Path:
    """Write a FONTCONFIG_FILE that offers these folders' fonts only, so pictures look alike on every machine."""
    lines = "\n".join(f"  <dir>{each}</dir>" for each in folders)
    path = folder / "fonts.conf"
    path.write_text(FONTS.format(folders=lines, cache=folder / "font-cache"))
    return path


def missing_packages() -> list[str]:
    """Debian's names of what the tests need from the system and do not find."""
    missing = [] if executable() else ["chromium-headless-shell"]
    try:
        ctypes.CDLL("libatomic.so.1")  # the browser's driver is linked to it
    except OSError:
        missing.append("libatomic1")
    return missing if shutil.which("pdfsig") else [*missing, "poppler-utils"]


def main() -> int:
    """Exit code 0 when everything is there; root installs what is not."""
    missing = missing_packages()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print("installing", *missing, flush=True)
        install(missing)
        missing = missing_packages()
    if missing:
        print(f"The tests need {', '.join(missing)}: as root, apt-get install {' '.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


def install(packages: list[str]) -> None:
    """Install Debian packages, quietly, as root."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-q", *command], check=False, env=env, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
