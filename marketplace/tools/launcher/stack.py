"""The order in which everything starts and stops."""

import http.client
import os
import signal
import time
from collections.abc import Callable
from types import FrameType

from marketplace.tools.launcher import broker, database, programs
from marketplace.tools.launcher.children import Child, Console, Program
from marketplace.tools.launcher.home import Home
from marketplace.tools.launcher.ports import HOST, free_port, is_free
from marketplace.tools.launcher.problems import CannotStart, Stopped
from marketplace.tools.launcher.supervisor import MAX_DEATHS, Supervisor, death_of

STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stack:
    """All children of one launcher."""

    def __init__(self, home: Home, port: int, console: Console) -> None:
        self.home = home
        self.port = port
        self.console = console
        self._supervisor = Supervisor(console, inherit=[home.children_lock])
        self._stopping = False
        self._embedded = not os.environ.get("DATABASE_URL")
        self._demo_mark = home.folder / "demo.loaded"
        for number in STOPPING_SIGNALS:
            signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def say(self, line: str) -> None:
        self.console.say("monsoon", line)

    def start(self) -> None:
        """Start everything, in the order in which one needs the other. Returns once the first page is healthy."""
        env = self._start_servers()
        if self._embedded:
            self._start_with_database(env)
        else:
            self._finish_setup(self._start(programs.setup_program(env, embedded=False)))
            self._start(
                programs.web_program(env, self.port)
            )  # not before it is known that the database belongs to this home
        self._wait_until(self._is_healthy, "/health/ready", 600)
        if not os.environ.get("STRIPE_API_KEY"):
            self._start(programs.sandbox_program(env, self.home, self.home.state.ports["stripe"], self.port))
        self._start(programs.worker_program(env))
        self._start(programs.beat_program(env, self.home))
        self._start(programs.follower_program(env))
        if env["MONSOON_DEMO"] == "1" and not self._demo_mark.exists():
            self._start(programs.demo_program(env))
        self._supervisor.most_deaths = MAX_DEATHS

    def _start_servers(self) -> dict[str, str]:
        """Start the broker unless we were given one. Returns the environment in which ours find all servers."""
        state, addresses = self.home.state, {}
        ports = {name: self._port(name) for name in ("database", "broker", "stripe")}
        self.home.save()
        if not os.environ.get("REDIS_URL"):
            addresses["REDIS_URL"] = broker.broker_address(state.broker_password, ports["broker"])
            self._start(broker.broker_program(self.home.folder / "valkey", ports["broker"], state.broker_password))
        if not os.environ.get("STRIPE_API_KEY"):
            addresses["STRIPE_API_KEY"] = state.stripe_api_key
            addresses["STRIPE_WEBHOOK_SECRET"] = state.stripe_webhook_secret
            addresses["STRIPE_API_BASE"] = f"http://{HOST}:{ports['stripe']}"
        if self._embedded:
            addresses.update(database.database_addresses(state, ports["database"]))
        env = programs.build_environment(self.home, self.port, addresses)
        self.home.announce({name: env[name] for name in programs.ANNOUNCED if name in env})
        return env

    def _start_with_database(self, env: dict[str, str]) -> None:
        """Our own database beside those that need seconds to come up and find it then.

        It is set up unless it has seen this very code before. Raises CannotStart when it is missing or another home's.
        """
        state, code = self.home.state, programs.code_fingerprint(env)
        self._start(programs.web_program(env, self.port))
        setup = None if state.set_up_for == code else self._start(programs.setup_program(env, embedded=True))
        self._start(database.database_program(database.prepare_for(self.home), state.ports["database"]))
        if setup:
            self._finish_setup(setup)
            state.set_up_for = code
            self.home.save()

    def _finish_setup(self, setup: Child) -> None:
        """Wait until the database is up to date. Raises CannotStart with its last lines if it cannot be."""
        self._wait_until(lambda: setup.ended, "setup", 600)
        if setup.process.returncode:
            raise death_of(setup)
        self._supervisor.children.remove(setup)

    def _port(self, name: str) -> int:
        """The port of the last start, or another where that one is taken by now."""
        port = self.home.state.ports.get(name)
        if port is None or not is_free(port):
            port = self.home.state.ports[name] = free_port()
        return port

    def _start(self, program: Program) -> Child:
        return self._supervisor.start(program)

    def _is_healthy(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/health/ready")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _wait_until(self, reached: Callable[[], bool], what: str, limit: float) -> None:
        """Wait for something, at most `limit` seconds. Raises Stopped, or CannotStart if a child keeps dying meanwhile."""
        deadline = time.monotonic() + limit
        while not reached():
            self._supervisor.check()
            if self._stopping:
                raise Stopped
            if time.monotonic() > deadline:
                raise CannotStart(f"{what} gave no answer within {limit:.0f} seconds.")
            time.sleep(0.03)

    def watch(self) -> None:
        """Return when somebody asks for a stop. Raises CannotStart when a child that is needed keeps dying."""
        missing: list[str] | None = None
        while not self._stopping:
            self._supervisor.check()
            if self._supervisor.missing != missing:
                missing = self._supervisor.missing
                self.home.note_missing(missing)
            self._note_demo()
            time.sleep(0.1)

    @property
    def is_loading_the_demo(self) -> bool:
        """Whether the demo's child is there and its end was not noted yet."""
        return not self._demo_mark.exists() and any(child.name == "demo" for child in self._supervisor.children)

    def _note_demo(self) -> None:
        """Remember that the demo is loaded: it is not looked for at the next start."""
        if self.is_loading_the_demo and any(
            child.name == "demo" and child.process.poll() == 0 for child in self._supervisor.children
        ):
            self._demo_mark.touch()
            self.say("the demo is loaded: its people can sign in")

    def stop(self) -> None:
        """Stop in the reverse of what needs what: web, follower, beat, worker, sandbox, broker; the database last."""
        self._supervisor.stop(["web", "follower", "demo", "beat", "worker", "setup", "stripe", "broker", "database"])
        self.home.withdraw()
