"""The follower as a process of its own: killed in the middle of its work, and without its database."""

import os
import signal
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection
from django.utils import timezone

from accounts.actors import Actor
from listings.engine.block import Block
from listings.engine.folder import block_path, newest, seconds_behind
from listings.models import Programme
from marketplace.tools.launcher.children import Child
from marketplace.tools.launcher.programs import python_program
from tests.listings.engine.test_follower import CONFIRMED, confirm_rights, other_connection, titles
from tests.services import start_child, until


def started(folder: Path) -> Child:
    """A follower in a process of its own, on the database of this test."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    env = {
        **os.environ,
        "DATABASE_URL": url,
        "MONSOON_HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
    }
    return start_child(python_program("follower", env, "tests.clock", "django", "follow_rights"))


def is_current(folder: Path) -> bool:
    behind = seconds_behind(folder / "run")
    return behind is not None and behind < 1


def test_kill_9_of_the_process_in_the_middle_of_its_work(transactional_db: None, ana: Actor, tmp_path: Path) -> None:
    """Writers write on; a stand-by takes over from the killed process; nothing is lost, and readers know when to wait."""
    made = titles(ana, 120)
    first = started(tmp_path)
    until(lambda: is_current(tmp_path), "the follower", first)
    second = started(tmp_path)
    writers = [threading.Thread(target=confirm_rights, args=([one.pk for one in made][n::4], n)) for n in range(4)]
    for writer in writers:
        writer.start()
    os.kill(first.process.pid, signal.SIGKILL)
    for writer in writers:
        writer.join()
    first.process.wait()
    written = time.time_ns()

    until(lambda: beat(tmp_path) > written, "the stand-by", second)
    block = Block.open(block_path(tmp_path / "run", newest(tmp_path / "run") or 0))
    known = dict(zip(block["slot_id"].tolist(), block["slot_confirmed"].tolist(), strict=True))
    assert {one.pk: known[one.pk] for one in made} == {one.pk: CONFIRMED + one.pk for one in made}
    second.stop()
    assert seconds_behind(tmp_path / "run") is not None


COPIES_AND_WAITS = """
select pid from pg_stat_activity where datname = current_database() and query like 'copy (%%' and wait_event_type = 'Lock'
"""


def test_a_database_that_goes_away_while_it_is_copied_from_ends_nobody(
    transactional_db: None, ana: Actor, tmp_path: Path
) -> None:
    """The driver's own error, which nobody expected, ended the process; its successor took over a moment later."""
    (made,) = titles(ana, 1)
    process = started(tmp_path)
    until(lambda: is_current(tmp_path), "the follower", process)
    with other_connection() as mine, other_connection() as staff:
        mine.execute("lock table listings_rating in access exclusive mode")
        Programme.objects.filter(pk=made.pk).update(rights_confirmed_at=timezone.now())
        found: list[tuple[int]] = []

        def copies() -> bool:
            found[:] = staff.execute(COPIES_AND_WAITS).fetchall()
            staff.rollback()
            return bool(found)

        until(copies, "it copies", process)
        staff.execute("select pg_terminate_backend(%s)", found[0])
    written = time.time_ns()
    until(lambda: beat(tmp_path) > written, "it goes on", process)
    assert process.process.poll() is None
    process.stop()


def beat(folder: Path) -> int:
    """Until when everything is in the newest block, in nanoseconds."""
    return Block.open(block_path(folder / "run", newest(folder / "run") or 0)).count("beat")
