"""Servers that do not answer must not take our threads with them: a breaker, and a limit of calls at a time."""

import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Breaker:
    """Whether a server is asked at all. After `failures` in a row it is left alone for `seconds`, then one caller tries.

    Each time in vain doubles the pause, up to `longest` seconds. One object serves all threads of a process.
    """

    def __init__(
        self, *, failures: int, seconds: float, longest: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most_failures, self._first_pause, self._longest_pause = failures, seconds, longest
        self._clock = clock
        self._lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        """Forget every failure."""
        self._failures, self._pause = 0, self._first_pause
        self._open_until: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether the server is taken for gone now. After the pause nobody knows until somebody tries."""
        return self._open_until is not None and self._clock() < self._open_until

    def allows(self) -> bool:
        """Whether this caller may ask. While it tries after a pause, the others may not."""
        with self._lock:
            if self._open_until is None:
                return True
            if self._clock() < self._open_until:
                return False
            self._open_until = self._clock() + self._pause
            return True

    def succeeded(self) -> None:
        """The server answered, whatever it said."""
        if self._failures:
            with self._lock:
                self.reset()

    def failed(self) -> None:
        """The server did not answer."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._most_failures:
                self._open_until = self._clock() + self._pause
                self._pause = min(self._pause * 2, self._longest_pause)


class CallLimit:
    """At most `places` calls of a process to one server at a time; more are refused at once, they do not queue.

    `silent` is raised by a call that got no answer; `busy` by us, for a call that is not made.
    """

    def __init__(self, places: int, breaker: Breaker, *, silent: type[Exception], busy: type[Exception]) -> None:
        self.breaker = breaker
        self._places = threading.BoundedSemaphore(places)
        self._silent, self._busy = silent, busy

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Decorate a function that makes one call."""

        @wraps(function)
        def limited(*args: P.args, **kwargs: P.kwargs) -> R:
            if not self._places.acquire(blocking=False):
                raise self._busy
            try:
                return self._ask(lambda: function(*args, **kwargs))
            finally:
                self._places.release()

        return limited

    def _ask(self, call: Callable[[], R]) -> R:
        if not self.breaker.allows():
            raise self._busy
        try:
            answer = call()
        except self._silent:
            self.breaker.failed()
            raise
        except Exception:
            self.breaker.succeeded()  # a refusal is an answer
            raise
        self.breaker.succeeded()
        return answer


# The broker and the cache are one Valkey. A lost wake-up costs seconds (its sweeper finds the row), a wait costs a thread.
VALKEY = Breaker(failures=1, seconds=5, longest=5)
