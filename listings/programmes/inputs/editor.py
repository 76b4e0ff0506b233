"""The steps of the seller's editor, and the confirmation of many titles at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from listings.models import Artwork
from listings.programmes.inputs.programme import BasicFacts, MaterialFacts, RevisionForm, SeasonFacts
from marketplace.files.policies import PICTURE
from marketplace.files.upload_field import UploadField
from marketplace.kit.inputs import (
    AmountField,
    CodeField,
    FlagField,
    InputForm,
    ListField,
    NumberField,
    OneOfField,
    RowsField,
    TextField,
)
from marketplace.vocabularies import currencies, media

MAX_ID_LENGTH, MAX_CONFIRMED, MAX_KEY = 16, 1000, 10**15
MIN_PERCENT, MAX_PERCENT = 100, 1000


class NewTitleForm(BasicFacts):
    """The editor's first step for a new title; `programme` is the draft that its page has saved by itself."""

    programme = TextField(max_length=MAX_ID_LENGTH, hidden=True, required=False)


class BasicsForm(RevisionForm, NewTitleForm):
    """The editor's first step."""


class MaterialsForm(RevisionForm, MaterialFacts):
    """The editor's step of pictures, trailer and versions."""

    artwork = UploadField(
        PICTURE,
        label=gettext_lazy("Add a picture"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP, up to 15 MB, at least 300 pixels wide"),
    )
    artwork_kind = OneOfField(
        label=gettext_lazy("Picture type"), choices=lambda: Artwork.Kind.choices, default=str(Artwork.Kind.POSTER.value)
    )


class RemoveArtworkForm(InputForm):
    """The picture to take away, by its id."""

    remove_artwork = NumberField(high=MAX_KEY, required=False)


class SeasonsForm(RevisionForm, SeasonFacts):
    """The editor's page of seasons and episodes."""


class AskForm(InputForm):
    """What one right costs for 12 months in one territory."""

    medium = CodeField(vocabulary=media.VOCABULARY, widget=forms.HiddenInput())
    fee = AmountField(label=gettext_lazy("Ask"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        code = self["medium"].value()
        if isinstance(code, str) and code in media.VOCABULARY:
            self.fields["fee"].label = f"{code} {media.name(code)}"

    def amount_currency(self) -> str | None:
        """That of the form around."""
        return self.outer.amount_currency() if self.outer else None


class AsksForm(InputForm):
    """The editor's step of what is asked: a right without an amount is open to offers."""

    currency = CodeField(label=gettext_lazy("Currency"), vocabulary=currencies.VOCABULARY)
    exclusive_percent = NumberField(
        label=gettext_lazy("Exclusive price, in percent of the non-exclusive ask"),
        low=MIN_PERCENT,
        high=MAX_PERCENT,
        default=150,
    )
    asks = RowsField(AskForm, label=gettext_lazy("Ask"), asks=("fee",), once=("medium",), twice_at="fee", fixed=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["currency"].widget.choices = [(code, code) for code in currencies.codes]


class ConfirmTitlesForm(InputForm):
    """The titles whose rights are confirmed: those named by their ids, or all that were `stale`."""

    stale = FlagField()
    title = ListField(max_items=MAX_CONFIRMED, max_length=MAX_ID_LENGTH, required=False)
