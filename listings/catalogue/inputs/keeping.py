"""What an organisation keeps: territory sets, who sees its dates, what it waits for and watches."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from listings.catalogue.queries.waiting import request_of
from listings.rights.inputs.territories import TerritoriesField
from listings.rights.request import AvailsRequest
from listings.states import DatesShown
from marketplace.kit.inputs import FlagField, InputForm, OneOfField, TextField
from marketplace.kit.inputs.widgets import explain

MAX_SET_NAME_LENGTH = 60
# As an address writes it; what is kept is shorter.
MAX_QUERY_LENGTH = 8000
MEANINGS = {
    DatesShown.ALL: gettext_lazy("Everybody who opens a title sees when it is free again."),
    DatesShown.VERIFIED: gettext_lazy("Organisations that our staff verified see the dates; others may ask you."),
    DatesShown.REQUEST: gettext_lazy("Buyers see that it is taken, not until when. They may ask you."),
}


class TerritorySetForm(InputForm):
    """Your organisation's own name for some territories. Needs `by` and, as `about`, the set that is changed."""

    name = TextField(
        label=gettext_lazy("Name"),
        max_length=MAX_SET_NAME_LENGTH,
        error_messages={"required": gettext_lazy("Give the set a name.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    territories = TerritoriesField()


class DatesShownForm(InputForm):
    """To whom a seller shows until when rights are taken."""

    dates_shown = OneOfField(
        label=gettext_lazy("Dates are shown to"),
        choices=[(shown.value, explain(shown.label, MEANINGS[shown])) for shown in DatesShown],
        radios=True,
    )


class RequestField(TextField):
    """A request of the catalogue as the page's address carries it."""

    default_error_messages = {"required": gettext_lazy("Choose rights, territories and a window first.")}
    empty: Any = None

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_QUERY_LENGTH, hidden=True, **options)

    def read_text(self, text: str) -> Any:
        """The request. Raises ValidationError."""
        found: AvailsRequest | None = request_of(super().read_text(text))
        if found is None:
            raise ValidationError(self.error_messages["required"])
        return found


class WaitForm(InputForm):
    """What is waited for."""

    request = RequestField()


class AskForDatesForm(InputForm):
    """For which request dates are asked for; without one, for the programme as a whole."""

    request = RequestField(required=False)


class WatchForm(InputForm):
    """Watch, or stop."""

    on = FlagField(label=gettext_lazy("Watch"))
