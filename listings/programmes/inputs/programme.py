"""A programme's facts."""

from typing import Any

from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.programmes.inputs.details import (
    MAX_TITLE_LENGTH,
    AwardForm,
    CreditForm,
    IdentifierForm,
    PermitForm,
    RatingsField,
    TextForm,
    VersionForm,
)
from listings.programmes.inputs.episodes import MAX_EPISODE_NUMBER, MAX_MINUTES, MAX_YEAR, MIN_YEAR, SeasonsField
from marketplace.kit.inputs import (
    ChoicesField,
    CodeField,
    CodeListField,
    InputForm,
    LinkField,
    NumberField,
    OneOfField,
    RowsField,
    TextField,
)
from marketplace.vocabularies import languages, territories
from marketplace.vocabularies.programmes import EPISODIC, GENRES, KINDS

MAX_GENRES, MAX_ADDRESS_LENGTH = 6, 200
MAX_REVISION = 10**9 - 1


class BasicFacts(InputForm):
    """What a programme is, its titles and story, and the lists of people and numbers."""

    kind = OneOfField(label=gettext_lazy("Type"), choices=KINDS.items, initial="series")
    original_title = TextField(
        label=gettext_lazy("Original title"),
        max_length=MAX_TITLE_LENGTH,
        error_messages={"required": gettext_lazy("Give the original title, up to 300 characters.")},
    )
    original_language = CodeField(label=gettext_lazy("Original language"), vocabulary=languages.VOCABULARY)
    production_territories = CodeListField(
        label=gettext_lazy("Production territories"),
        vocabulary=territories.VOCABULARY,
        offered=territories.HOME,
        error_messages={"required": gettext_lazy("Choose at least one territory.")},
    )
    year = NumberField(label=gettext_lazy("Year"), low=MIN_YEAR, high=MAX_YEAR, required=False)
    episode_count = NumberField(label=gettext_lazy("Episodes"), high=MAX_EPISODE_NUMBER, required=False)
    minutes = NumberField(label=gettext_lazy("Minutes of one episode"), high=MAX_MINUTES, required=False)
    genres = ChoicesField(
        label=gettext_lazy("Genres"),
        choices=GENRES.items,
        max_items=MAX_GENRES,
        required=False,
        help_text=gettext_lazy("up to six"),
    )
    texts = RowsField(
        TextForm,
        label=gettext_lazy("Titles and story, per language"),
        asks=("title", "logline", "synopsis"),
        once=("language",),
        twice_at="language",
    )
    credits = RowsField(CreditForm, label=gettext_lazy("People"), asks=("name", "name_local"), spare=2)
    awards = RowsField(AwardForm, label=gettext_lazy("Awards"), asks=("name", "category", "year"))
    identifiers = RowsField(
        IdentifierForm,
        label=gettext_lazy("Numbers"),
        asks=("value",),
        once=("scheme", "value"),
        twice_at="value",
    )
    permits = RowsField(PermitForm, label=gettext_lazy("Permits"), asks=("number",))
    ratings = RatingsField(label=gettext_lazy("Ratings"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        language: Any = self.fields.get("original_language")
        if language and not self["original_language"].value():
            language.widget.choices = CallableChoiceIterator(
                lambda: [("", _("Choose")), *language.vocabulary.choices()]
            )

    def clean(self) -> dict[str, Any]:
        """Only series have a number of episodes."""
        cleaned = super().clean() or self.cleaned_data
        if "episode_count" in cleaned and "kind" in cleaned and cleaned["kind"] not in EPISODIC:
            cleaned["episode_count"] = None
        return cleaned


class MaterialFacts(InputForm):
    """What a buyer can look at, and in which languages."""

    trailer_url = LinkField(
        label=gettext_lazy("Trailer link"), max_length=MAX_ADDRESS_LENGTH, schemes=("https", "http"), required=False
    )
    versions = RowsField(
        VersionForm,
        label=gettext_lazy("Language versions"),
        asks=("kind",),
        once=("language", "kind"),
        twice_at="language",
        spare=2,
    )


class SeasonFacts(InputForm):
    """The seasons of a series."""

    seasons = SeasonsField(label=gettext_lazy("Seasons and episodes"))


class RevisionForm(InputForm):
    """The revision that was read: whoever was overtaken is told."""

    revision = NumberField(
        label=gettext_lazy("Revision"),
        low=0,
        high=MAX_REVISION,
        error_messages={"required": gettext_lazy("Send the revision that you read: a number.")},
    )


class ProgrammeForm(SeasonFacts, MaterialFacts, BasicFacts):
    """A programme's facts. Each list that is sent replaces the stored one as a whole."""


class ProgrammeChangeForm(RevisionForm, ProgrammeForm):
    """What changes of a programme's facts: what is not named stays. `revision` is the one that was read."""

    always_read = ("revision",)
