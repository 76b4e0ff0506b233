"""The places of the frame and the home that all slices share, and what a slice adds to each (`entries` of its SLICE)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor

Facts = dict[str, Any]


class Group(Enum):
    """The groups of the left column, from top to bottom, with their headings."""

    MARKET = ""
    DEALS = _("Deals")
    ORGANISATION = _("Organisation")
    STAFF = _("Staff")


@dataclass(frozen=True)
class Deadline:
    """Until when something is to be done, where, and what."""

    at: datetime
    url: str
    name: str
    task: str


def allow_everybody(actor: Actor) -> bool:
    return True


@dataclass(frozen=True)
class NavigationItem:
    """A place to go, in the left column; `route` is the name of its page.

    `shown`: to which members (those of STAFF are shown to staff, whoever they act for). `count`: how many things wait for them
    there; `deadline`: the nearest of those, asked only where something waits. `phone`: its rank among the places in the bar of a
    phone, 0 for none; one that `yields` leaves the bar when not all fit.
    """

    group: Group
    order: int
    label: str | Promise
    route: str
    icon: str
    shown: Callable[[Actor], bool] = allow_everybody
    count: Callable[[Actor | None], int] | None = None
    deadline: Callable[[Actor], Deadline | None] | None = None
    phone: int = 0
    yields: bool = False


@dataclass(frozen=True)
class NumberLookup:
    """Numbers that the search of the top bar knows. `find`: the page of what has this number (in capitals), "" where the reader
    (None: signed out) has none."""

    order: int
    find: Callable[[str, Actor | None], str]


class HomeArea(Enum):
    """The areas of the seller's home. FIRST_STEPS stand in the place of FIGURES as long as there are any."""

    GREETING = "greeting"
    BUTTONS = "buttons"
    FIRST_STEPS = "first_steps"
    FIGURES = "figures"
    TASKS = "tasks"
    TASK_LINKS = "task_links"
    MAIN = "main"
    ASIDE = "aside"


def hold_always(facts: Facts) -> bool:
    return True


def read_nothing(actor: Actor) -> Facts:
    return {}


@dataclass(frozen=True)
class HomeCard:
    """A piece of the seller's home. `template` is given as `facts` what `read` has read, once for all cards that share it.

    `shown`: whether the facts have anything to show. `urgent`: how many of the tasks that it lists cannot wait.
    """

    area: HomeArea
    order: int
    template: str
    read: Callable[[Actor], Facts] = read_nothing
    shown: Callable[[Facts], bool] = hold_always
    urgent: Callable[[Facts], int] | None = None


@dataclass(frozen=True)
class OutageNotice:
    """What the top of every page says while something is away. `is_out` is given the names of the launcher's children that do not
    run, and asks nothing that could be slow."""

    order: int
    text: str | Promise
    is_out: Callable[[frozenset[str]], bool]
