"""How often something may be tried. Counted in the cache, per account, address or whatever `whose` names."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from marketplace.kit.problems import Problem


class TooManyTries(Problem):
    code = "too_many_tries"
    status = 429
    text = _("That was tried too often.")
    hint = _("Wait a few minutes, then try again.")


def count_try(what: str, whose: Any, *, most: int, within: timedelta) -> None:
    """Count one try before it is made. Raises TooManyTries from the one after `most` within that time on."""
    place, seconds = cache_key(what, whose), int(within.total_seconds())
    cache.add(place, 0, seconds)
    try:
        tries = cache.incr(place)
    except ValueError:  # it expired in between
        cache.set(place, 1, seconds)
        return
    if tries > most:
        raise TooManyTries


def give_back(what: str, whose: Any) -> None:
    """One try that went well does not count. Never below none: the count may have run out in between."""
    place = cache_key(what, whose)
    if (cache.get(place) or 0) > 0:
        cache.decr(place)


def forget_tries(what: str, whose: Any) -> None:
    """It went well: the next time begins at none."""
    cache.delete(cache_key(what, whose))


def cache_key(what: str, whose: Any) -> str:
    """The cache's key: a digest, since names and addresses hold what keys may not."""
    return "tries:" + sha256(f"{what}:{whose}".encode()).hexdigest()[:32]
