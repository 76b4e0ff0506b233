"""How our own processes are called, and the environment in which they find each other."""

import hashlib
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from marketplace.tools.launcher.children import Again, Program
from marketplace.tools.launcher.home import Home
from marketplace.tools.launcher.ports import HOST

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("accounts", "listings", "marketplace")
# What `marketplace.environment` reads from the home while we run.
ANNOUNCED = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "STRIPE_API_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "STRIPE_API_BASE",
    "BASE_URL",
    "SECRET_KEY",
    "MONSOON_DEMO",
)
# A page that keeps a web thread longer than this has failed already: its reader is gone.
STATEMENT_SECONDS = "30"
# Without its banner: the log-ins that were printed before stay in sight.
CELERY = ("celery", "--quiet", "-A")


def site_address(port: int) -> str:
    """The address people type. A passkey belongs to a name, so it is not the bare number 127.0.0.1."""
    return f"http://localhost:{port}"


def build_environment(home: Home, port: int, addresses: Mapping[str, str]) -> dict[str, str]:
    """What `marketplace.environment` reads. What the caller has set already is kept.

    The demo's people have known passwords: a database of the caller's own gets them only if MONSOON_DEMO=1 says so.
    """
    defaults = {
        "BASE_URL": site_address(port),
        "SECRET_KEY": home.state.secret_key,
        "MONSOON_DEMO": "0" if os.environ.get("DATABASE_URL") else "1",
        "PYTHONUNBUFFERED": "1",
    }
    given = {name: value for name, value in os.environ.items() if value}
    env = {**defaults, **addresses, **given, "MONSOON_HOME": str(home.folder)}
    if "ALLOWED_HOSTS" in env:
        env["ALLOWED_HOSTS"] += f",{HOST}"  # we ask for /health/live under this name
    return env


def code_fingerprint(env: Mapping[str, str]) -> str:
    """Changes with any line of our code, any pinned package, and the wish for a demo."""
    files = [ROOT / "requirements.txt", *sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))]
    digest = hashlib.sha256(env["MONSOON_DEMO"].encode())
    for path in files:
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def python_program(
    name: str,
    env: Mapping[str, str],
    *arguments: str | Path,
    stop_limit: float = 15,
    again: Again = Again.ALWAYS,
    owner: bool = False,
) -> Program:
    """A module of ours or of a package, run by this environment's Python. Only an `owner` hears how to own the tables."""
    return Program(
        name=name,
        command=[sys.executable, "-m", *arguments],
        environment=env if owner else {key: value for key, value in env.items() if key != "DATABASE_OWNER_URL"},
        folder=ROOT,
        stop_signal=signal.SIGTERM,
        stop_limit=stop_limit,
        again=again,
    )


def setup_program(env: Mapping[str, str], *, embedded: bool) -> Program:
    """Brings the database up to date. A server of our own is being made, or reads its log, meanwhile."""
    patience = "300" if embedded else "5"
    return python_program(
        "setup", env, "marketplace.tools.launcher.setup", "--patience", patience, again=Again.NEVER, owner=True
    )


def demo_program(env: Mapping[str, str]) -> Program:
    """Loads the demo while the first pages are served: all of it or nothing."""
    env = {**env, "DJANGO_SETTINGS_MODULE": "marketplace.settings"}
    return python_program("demo", env, "django", "load_demo", again=Again.AFTER_FAILURE, owner=True)


def sandbox_program(env: Mapping[str, str], home: Home, port: int, web_port: int) -> Program:
    """Stripe's stand-in, which sends its webhooks to our web server."""
    return python_program(
        "stripe",
        env,
        *("marketplace.tools.stripe_sandbox", "--port", str(port), "--data", home.folder / "stripe_sandbox.sqlite3"),
        *("--api-key", env["STRIPE_API_KEY"], "--webhook-secret", env["STRIPE_WEBHOOK_SECRET"]),
        *("--webhook-url", f"http://{HOST}:{web_port}/payments/stripe/webhook/"),
    )


def web_program(env: Mapping[str, str], port: int) -> Program:
    """The web server: two processes, each with a few threads."""
    options = [
        "--interface",
        "wsgi",
        "--host",
        env.get("WEB_HOST") or HOST,
        "--port",
        str(port),
        "--workers",
        "2",
        "--blocking-threads",
        "4",
    ]
    options += ["--workers-kill-timeout", "8", "--log-level", "warning"]
    options += ["--respawn-failed-workers", "--respawn-interval", "0.5"]
    env = {"DATABASE_STATEMENT_SECONDS": STATEMENT_SECONDS, **env}
    return python_program("web", env, "granian", *options, "marketplace.wsgi:application")


def worker_program(env: Mapping[str, str]) -> Program:
    """Celery's worker. Gossip and mingling are for many workers that know of each other: here they only cost time."""
    options = ["--concurrency", "2", "--pool", "prefork", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    # As root it would warn of that for half a page, although it takes no pickled task.
    calm = {**env, "PYTHONWARNINGS": env.get("PYTHONWARNINGS") or "ignore::UserWarning:celery.platforms"}
    calm["CELERY_SKIP_CHECKS"] = "1"  # it would import every page for them, and go on whatever they say
    return python_program("worker", calm, *CELERY, "marketplace.celery:app", "worker", *options, stop_limit=30)


def beat_program(env: Mapping[str, str], home: Home) -> Program:
    """Celery's clock. Its memory of what ran when lies in the home."""
    options: list[str | Path] = ["--schedule", home.folder / "beat-schedule", "--pidfile", "", "--loglevel", "WARNING"]
    return python_program("beat", env, *CELERY, "marketplace.clock:app", "beat", *options)


def follower_program(env: Mapping[str, str]) -> Program:
    """Keeps the rights engine up to date. While it is away, searches are answered by the database."""
    return python_program(
        "follower", {**env, "DJANGO_SETTINGS_MODULE": "marketplace.settings"}, "django", "follow_rights"
    )
