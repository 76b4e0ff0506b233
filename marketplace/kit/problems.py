"""Refusals: what a person may not do now, with a code for machines and a sentence for people."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.kit.formats import format_money
from marketplace.kit.money import Money


class Problem(Exception):
    """A refusal that the trade's rules foresee. Subclasses stand beside the action that raises them.

    `text` may hold %(name)s places, filled from the keyword arguments; a Money is written as its reader writes amounts.
    The code never changes; the text is translated.
    `field` names the input that is wrong, where one is; `hint` says what to do next.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    text: ClassVar[str | Promise] = _("This cannot be done now.")
    hint: ClassVar[str | Promise] = ""
    field: str = ""

    def __init__(self, **context: Any) -> None:
        super().__init__(self.code)
        self.context = context
        self.field = str(context.pop("field", self.field))

    def message(self) -> str:
        """The sentence for a person, in the language that is active now."""
        return str(self.text) % self.spoken()

    def advice(self) -> str:
        """What to do next, in the language that is active now; empty where nothing helps."""
        return str(self.hint) % self.spoken()

    def spoken(self) -> dict[str, Any]:
        """What fills the places, in the language that is active now."""
        language = get_language() or "en"
        return {
            name: format_money(value.minor, value.currency, language) if isinstance(value, Money) else value
            for name, value in self.context.items()
        }

    def detail(self) -> dict[str, Any]:
        """What a machine may want to know beyond the code: JSON values only."""
        return {}

    def __str__(self) -> str:
        return f"{self.code}: {self.message()}"


class AtField(Problem):
    """A refusal that stands at one input, `field`, on pages and for machines."""

    status = 422

    @property
    def errors(self) -> dict[str, list[str]]:
        """The message at its field, as `Invalid` has them."""
        return {self.field: [self.message()]}

    def detail(self) -> dict[str, Any]:
        return {"fields": self.errors}


class Forbidden(Problem):
    """The row may be seen, the move is not this member's to make."""

    code = "forbidden"
    status = 403
    text = _("Your role does not allow this.")


class Invalid(Problem):
    """The input is wrong: `errors` maps a field's name to its messages."""

    code = "invalid"
    status = 422
    text = _("Some fields need attention.")

    def __init__(self, errors: dict[str, list[str]], **context: Any) -> None:
        super().__init__(**context)
        self.errors = errors

    def detail(self) -> dict[str, Any]:
        return {"fields": self.errors}
