"""State moves: which state leads to which, and one compare-and-set for all. Losing a race is a refusal, never an overwrite."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from django.db import models

from marketplace.kit.problems import Problem

S = TypeVar("S", bound=models.TextChoices)
M = TypeVar("M", bound=models.Model)


class MovedOn(Problem):
    """Somebody moved first: the page showed an older state. The row is read again; `text` may name its `state`."""

    def __init__(self, row: Any, **context: Any) -> None:
        row.refresh_from_db()
        super().__init__(state=row.get_state_display(), **context)
        self.row = row

    def detail(self) -> dict[str, Any]:
        return {"state": self.row.state}


class Transitions(Generic[S]):
    """`moves` = {state: the states that it leads to}; one that is not there leads nowhere. For rows with a `state`."""

    def __init__(self, moves: Mapping[S, frozenset[S]]) -> None:
        self._moves: dict[str, frozenset[S]] = {str(state): targets for state, targets in moves.items()}

    def allows(self, state: str, to: S) -> bool:
        """Does `state` lead to `to`?"""
        return to in self._moves.get(state, frozenset())

    def sources_of(self, to: S) -> list[str]:
        """The states that lead to `to`."""
        return [state for state, targets in self._moves.items() if to in targets]

    def try_move(self, row: models.Model, to: S, where: models.Q | None = None, **changes: Any) -> bool:
        """Set `state` and `changes` together, if the row's state leads to `to` and `where` holds; False when not, and then
        nothing has changed."""
        found = type(row)._default_manager.filter(where or models.Q(), pk=row.pk, state__in=self.sources_of(to))
        if not found.update(state=to, **changes):
            return False
        show_changes(row, {"state": to.value, **changes})
        return True

    def move(
        self, row: M, to: S, refusal: Callable[[M], Exception], where: models.Q | None = None, **changes: Any
    ) -> None:
        """The same; raises `refusal` of the row when somebody was faster."""
        if not self.try_move(row, to, where, **changes):
            raise refusal(row)


def show_changes(row: models.Model, changes: Mapping[str, Any]) -> None:
    """Give the object what its row was given; what the database worked out is read back."""
    worked_out = [name for name, value in changes.items() if hasattr(value, "resolve_expression")]
    for name, value in changes.items():
        if name not in worked_out:
            setattr(row, name, value)
    if worked_out:
        row.refresh_from_db(fields=worked_out)
