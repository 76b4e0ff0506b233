"""A mandate for an agent, on one title or several."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from listings.models import Programme
from listings.rights.inputs.scope import SCOPE_ORDER, ScopeForm
from listings.rights.queries.agents import agent_named, nearest_agent
from marketplace.kit.inputs import TextField, YesNoField
from marketplace.kit.inputs.fields import InputField
from marketplace.kit.inputs.raw import many_texts
from marketplace.kit.inputs.widgets import explain

MAX_NAME_LENGTH, MAX_TITLES = 200, 200


class AgentField(TextField):
    """A verified organisation by its name; a near name is offered for a wrong one."""

    default_error_messages = {"required": gettext_lazy("No other verified organisation has this name.")}

    def read_text(self, text: str) -> Any:
        """The organisation. Raises ValidationError."""
        name = super().read_text(text)
        found: Organisation | None = agent_named(name, self.form.by)
        if found is None:
            near, said = nearest_agent(name, self.form.by), str(self.error_messages["required"])
            raise ValidationError(f"{said} {_('Did you mean %(name)s?') % {'name': near}}" if near else said)
        return found


class TitlesField(InputField):
    """Other titles of the organisation beside the one that the form is about."""

    empty: Any = ()

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple(), required=False, **options)

    def bind_to_form(self, form: Any, name: str) -> None:
        super().bind_to_form(form, name)
        if form.by:
            self.widget.choices = [(one.public_id, one.original_title) for one in self.find_titles()[:MAX_TITLES]]

    def find_titles(self) -> Any:
        """The organisation's other titles."""
        rows = Programme.objects.owned_by(self.form.by).order_by("original_title")
        return rows.exclude(pk=self.form.about.pk) if self.form.about else rows

    def clean(self, value: Any) -> list[Programme]:
        """The titles. Raises ValidationError."""
        ids = set(many_texts(value))
        found = list(self.find_titles().filter(public_id__in=ids)) if ids else []
        if len(found) < len(ids):
            raise ValidationError(_("One of these titles is not yours. Choose again."))
        return found

    def build_schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "maxLength": 16}, "maxItems": MAX_TITLES}


class MandateForm(ScopeForm):
    """What an agent may sell. Needs `by` and, as `about`, the programme."""

    field_order = ("agent", "exclusive", *SCOPE_ORDER)

    agent = AgentField(
        label=gettext_lazy("Verified organisation"),
        max_length=MAX_NAME_LENGTH,
        help_text=gettext_lazy("Its legal name, in English or in its own script"),
        widget=forms.TextInput(attrs={"list": "agents", "autocomplete": "off", "dir": "auto"}),
    )
    exclusive = YesNoField(
        label=gettext_lazy("Exclusivity"),
        yes=explain(gettext_lazy("Exclusive"), gettext_lazy("Only this agent sells it; you do not sell it yourself.")),
        no=explain(
            gettext_lazy("Non-exclusive"),
            gettext_lazy("You and others may sell it too; only non-exclusive licences can be given."),
        ),
    )
    programmes = TitlesField(label=gettext_lazy("Titles"))
