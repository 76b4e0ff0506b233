"""Fixtures for what runs beside a test: the site, a Celery worker, the Stripe sandbox, the browser. A plugin.

Each starts when the first test asks for it, and lives as long as its pytest process. A test that asks for `site`,
`worker` or `page` sees committed data; what it left is deleted.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from marketplace.kit.guards import VALKEY
from marketplace.payments.stripe import client
from marketplace.tools.launcher.children import Child, Program
from marketplace.tools.launcher.ports import is_free
from marketplace.tools.launcher.programs import ROOT, python_program
from tests import browser as chromium
from tests import database
from tests.services import process_name, start_child, until

WEBHOOK = "/payments/stripe/webhook/"


@pytest.fixture(scope="session")
def owner_signed_in() -> None:
    """Databases are made by their owner."""
    database.sign_in_as_owner()


@pytest.fixture(scope="session")
def django_db_setup(owner_signed_in: None, django_db_setup: None) -> Iterator[None]:
    """The test database, on which the tests have the application's rights; what they leave is deleted as its owner."""
    database.act_as_application()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.empty_tables())
        yield
    database.sign_in_as_owner()


@pytest.fixture(scope="session")
def valkey() -> Iterator[redis.Redis]:
    """A connection to the tests' Valkey."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        yield client


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest, valkey: redis.Redis) -> None:
    """No test is throttled for what another one did. (Valkey also holds the queue, so only the cache's keys go.)"""
    VALKEY.reset()
    client.limited.breaker.reset()
    if {"db", "transactional_db"} & set(request.fixturenames):
        for key in valkey.scan_iter(":1:*", count=1000):
            valkey.delete(key)


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """The address of the running site, which it also puts into its own links."""
    settings.BASE_URL = live_server.url
    return live_server.url


def environment_beside(live_server: LiveServer) -> dict[str, str]:
    """The environment of a process that works on this test process's database as the application, for this site."""
    url = urlsplit(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    env = {**os.environ, "DATABASE_URL": url._replace(path=f"/{name}").geturl(), "BASE_URL": live_server.url}
    del env["DATABASE_OWNER_URL"]
    return {**env, "CELERY_SKIP_CHECKS": "1"}  # as the launcher does: they import every page


class CeleryWorker:
    """A real Celery worker on the test database, with a queue of its own. A test may kill it and start it again."""

    def __init__(self, live_server: LiveServer) -> None:
        self._live_server = live_server
        self._child: Child | None = None
        self.was_killed = False

    @property
    def child(self) -> Child:
        """Its process, once it was started."""
        assert self._child is not None
        return self._child

    @property
    def runs(self) -> bool:
        return self._child is not None and not self._child.ended

    def start(self, *include: str, **environment: str) -> None:
        """Start it, with tasks of the modules `include` besides ours, and wait until it takes tasks."""
        options = ["--concurrency", "1", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
        options += [f"--include={module}" for module in include]
        command = [
            "tests.clock",
            "celery",
            "-A",
            "marketplace.celery:app",
            "worker",
            *options,
            "--hostname",
            f"{process_name()}@%h",
        ]
        env = environment_beside(self._live_server) | environment
        child = self._child = start_child(python_program("worker", env, *command))
        until(lambda: any(line.endswith("ready.") for line in child.last_lines), "the worker", child, limit=120)

    def kill(self) -> None:
        """`kill -9`, with its children, in the middle of whatever it does."""
        self.was_killed = True
        os.killpg(self.child.process.pid, signal.SIGKILL)
        self.child.process.wait()

    def settle(self) -> None:
        """See to it that nothing of this test's work is left: done if nobody was killed, thrown away otherwise."""
        if self.was_killed or not self.runs:
            self.end_at_once()
            with redis.Redis.from_url(settings.CELERY_BROKER_URL) as valkey:
                valkey.delete(settings.CELERY_TASK_DEFAULT_QUEUE, "unacked", "unacked_index", "unacked_mutex")
        else:
            until(is_idle, "an idle worker", self.child)
        self.was_killed = False

    def end_at_once(self) -> None:
        """End it at once: nothing of what it does is wanted any more. (How it stops is the launcher's tests' affair.)"""
        if self.runs and "COVERAGE_RUN" not in os.environ:  # what is killed cannot say which lines it ran
            self.kill()
        if self._child is not None:
            self._child.stop()
            self._child = None


def is_idle() -> bool:
    """Whether no task waits and none is being worked on."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as valkey:
        return not valkey.llen(settings.CELERY_TASK_DEFAULT_QUEUE) and not valkey.hlen("unacked")


@pytest.fixture(scope="module")
def celery_worker_process(django_db_setup: None, live_server: LiveServer) -> Iterator[CeleryWorker]:
    """The worker of a module's tests, which ask for `worker`. It does nothing that other modules have queued."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as valkey:
        valkey.delete(settings.CELERY_TASK_DEFAULT_QUEUE)
    process = CeleryWorker(live_server)
    yield process
    process.end_at_once()


@pytest.fixture
def later_worker(site: str, celery_worker_process: CeleryWorker) -> Iterator[CeleryWorker]:
    """The worker, which this test starts when it wants to. Whatever the test queued is done before its data goes."""
    celery_worker_process.end_at_once()
    yield celery_worker_process
    celery_worker_process.settle()


@pytest.fixture
def worker(site: str, celery_worker_process: CeleryWorker) -> Iterator[CeleryWorker]:
    """The worker, running. Whatever the test queued is done before its data goes."""
    if not celery_worker_process.runs:
        celery_worker_process.start()
    yield celery_worker_process
    celery_worker_process.settle()


@pytest.fixture(scope="session")
def stripe_sandbox_process(live_server: LiveServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Child]:
    """The Stripe sandbox, sending its webhooks to the site."""
    port = urlsplit(settings.STRIPE_API_BASE).port
    assert port is not None
    options = ["--port", str(port), "--data", str(tmp_path_factory.mktemp("stripe") / "data.json")]
    options += ["--api-key", settings.STRIPE_API_KEY, "--webhook-secret", settings.STRIPE_WEBHOOK_SECRET]
    options += ["--webhook-url", live_server.url + WEBHOOK]
    child = start_child(
        Program(
            name="stripe",
            command=[sys.executable, "-m", "tests.clock", "marketplace.tools.stripe_sandbox", *options],
            folder=ROOT,
        )
    )
    until(lambda: not is_free(port), "the Stripe sandbox", child)
    yield child
    child.stop()


@pytest.fixture
def stripe_sandbox(site: str, stripe_sandbox_process: Child) -> str:
    """The sandbox's address, as in settings.STRIPE_API_BASE."""
    return str(settings.STRIPE_API_BASE)


@pytest.fixture(scope="session")
def font_settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The browsers' FONTCONFIG_FILE: looking through all fonts takes a while, so its cache serves every one of them."""
    return chromium.font_settings(settings.FONT_FOLDERS, tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="module")
def browser(font_settings: Path) -> Iterator[Browser]:
    """A headless Chromium with our own fonts."""
    # Playwright keeps an event loop in this thread, and Django would take our own queries for ones made inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = chromium.executable()
    assert path, "no browser: `make test` installs one"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path, args=chromium.ARGUMENTS, env={**os.environ, "FONTCONFIG_FILE": str(font_settings)}
        )
        yield running
        running.close()


@contextmanager
def visitor(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh visitor at 1440 pixels; addresses start at the site."""
    with browser.new_context(base_url=site, viewport={"width": 1440, "height": 900}, locale="en-GB") as context:
        yield context.new_page()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A visitor's page."""
    with visitor(browser, site) as page:
        yield page
