"""The cache in Valkey, which may be gone: then each process remembers for itself, so that limits still hold roughly."""

import logging
from functools import cached_property
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from marketplace.kit.guards import VALKEY

log = logging.getLogger(__name__)
# No request waits longer for a cache. Asking again is pointless: the breaker opens at the first failure.
TIMEOUT_SECONDS = 0.4
MAX_ENTRIES = 10_000


class OneClient(RedisCacheClient):
    """Keeps its client. Django's makes one for each call, with its table of all commands: half a millisecond."""

    @cached_property
    def _kept(self) -> Redis:
        client: Redis = super().get_client(write=True)
        return client

    def get_client(self, key: Any = None, *, write: bool = False) -> Redis:
        """The client of our one server."""
        return self._kept


class Cache(RedisCache):
    """Django's cache in Valkey with short time-outs; this process's own memory while Valkey does not answer."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {
            "socket_timeout": TIMEOUT_SECONDS,
            "socket_connect_timeout": TIMEOUT_SECONDS,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(server, {**params, "OPTIONS": {**options, **params.get("OPTIONS", {})}})
        self._class = OneClient
        self._own = LocMemCache(server, {**params, "OPTIONS": {"MAX_ENTRIES": MAX_ENTRIES}})

    def _ask(self, method: str, *args: Any, **kwargs: Any) -> Any:
        if VALKEY.allows():
            try:
                answer = getattr(super(), method)(*args, **kwargs)
            except RedisError as error:
                VALKEY.failed()
                log.warning("the cache does not answer (%s): this process remembers for itself", type(error).__name__)
            else:
                VALKEY.succeeded()
                return answer
        return getattr(self._own, method)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("delete", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("incr", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get_many", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("delete_many", *args, **kwargs)

    def clear(self) -> Any:
        return self._ask("clear")
