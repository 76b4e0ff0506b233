"""Settings of files."""

from celery.schedules import crontab

from marketplace.environment import environment

# Of files that lie in a store elsewhere.
COPIES_FOLDER = environment.monsoon_home / "copies"

# Asked before a file is kept: see marketplace.files.scanning.
FILE_SCANNER = environment.file_scanner

BEAT = {
    "files.erase_expired": crontab(hour=2, minute=40),
    "files.forget_uploads": crontab(hour=2, minute=20),
    "files.read_again": crontab(hour=1, minute=30),
    "files.remove_unnamed": crontab(hour=4, minute=10),
}
