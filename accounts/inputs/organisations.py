"""What organisations say of themselves, and the papers that prove it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.inputs.fields import CurrencyField, NamedCodeField, WebsiteField, ZoneField
from accounts.states import DocumentKind, OrganisationKind
from marketplace.files.policies import PAPER
from marketplace.files.upload_field import UploadField
from marketplace.kit.inputs import ChoicesField, FlagField, InputForm, OneOfField, TextField
from marketplace.vocabularies import languages, territories


class NamesForm(InputForm):
    """The facts that make an organisation: what it does, where it is registered, under which names and number."""

    new = False

    kinds = ChoicesField(
        label=_("What you do"),
        choices=lambda: OrganisationKind.choices,
        max_items=len(OrganisationKind),
        help_text=_("Choose all that apply: one organisation can both buy and sell."),
    )
    territory = NamedCodeField(
        label=_("Territory of registration"),
        vocabulary=territories.VOCABULARY,
        none=_("Choose a territory"),
    )
    name_en = TextField(label=_("Legal name in English"), max_length=200)
    name_local = TextField(
        label=_("Legal name in local script"),
        max_length=200,
        required=False,
        help_text=_("Exactly as in the company register"),
    )
    name_language = NamedCodeField(
        label=_("Language of the local name"),
        vocabulary=languages.VOCABULARY,
        none=_("Choose a language"),
        required=False,
    )
    registration_number = TextField(label=_("Registration number"), max_length=40, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # The hints at the numbers follow the territory. Without JavaScript the refusal names the mask.
        address = reverse("accounts:organisation-numbers") + ("?new=1" if self.new else "")
        self.fields["territory"].widget.attrs |= {"hx-get": address, "hx-trigger": "change", "hx-swap": "none"}


class NewOrganisationForm(NamesForm):
    """The few facts that make an organisation; the rest follows on its page."""

    new = True

    another_one = FlagField(label=_("Mine is another organisation: create it"))


class OrganisationForm(NamesForm):
    """All facts. Those that staff have verified, or are checking, stand still: `lock` them."""

    tax_number = TextField(label=_("Tax number"), max_length=40, required=False)
    address = TextField(label=_("Registered address"), max_length=300, required=False)
    website = WebsiteField(label=_("Website"), max_length=200, required=False)
    about = TextField(
        label=_("Introduction"),
        max_length=1000,
        lines=4,
        required=False,
        help_text=_("Shown beside your programmes and offers"),
    )
    display_currency = CurrencyField()
    time_zone = ZoneField(
        label=_("Time zone"),
        none=_("The time of the territory of registration"),
        required=False,
        help_text=_("Contract dates, due dates and “today” are days of this zone"),
    )

    def lock(self, names: frozenset[str]) -> None:
        """These fields are shown and not read. What is sent for one all the same, and says something else, is: then the action
        says why not, where a page from before they were locked would seem to have saved it."""
        for name in names & self.fields.keys():
            field = self.fields[name]
            sent = self.is_bound and name in self.data
            field.disabled = not (sent and field.has_changed(self.get_initial_for_field(field, name), self[name].data))

    def read_values(self) -> dict[str, Any]:
        """The values of what is not locked. Raises Invalid."""
        return {name: value for name, value in super().read_values().items() if not self.fields[name].disabled}


class DocumentForm(InputForm):
    """A paper."""

    kind = OneOfField(label=_("Kind of document"), choices=DocumentKind.choices)
    file = UploadField(
        PAPER,
        label=_("File"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB"),
    )
