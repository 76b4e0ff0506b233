"""The rows of a programme's lists: texts, people, awards, numbers, permits, age classes, language versions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from listings.programmes.inputs.episodes import MAX_YEAR, MIN_YEAR
from listings.states import VersionKind, VersionState
from marketplace.kit.inputs import CodeField, InputForm, NumberField, OneOfField, RowsField, TextField
from marketplace.kit.inputs.rows import posted_rows
from marketplace.vocabularies import languages, ratings, territories
from marketplace.vocabularies.identifiers import check_identifier
from marketplace.vocabularies.programmes import CREDIT_ROLES, IDENTIFIER_SCHEMES, PERMITS

MAX_TITLE_LENGTH, MAX_LOGLINE_LENGTH, MAX_SYNOPSIS_LENGTH = 300, 300, 4000
MAX_NAME_LENGTH, MAX_NUMBER_LENGTH, MAX_NOTE_LENGTH, MAX_CLASS_LENGTH = 200, 80, 200, 12


class TextForm(InputForm):
    """Title, logline and synopsis in one language."""

    language = CodeField(label=gettext_lazy("Language"), vocabulary=languages.VOCABULARY, initial="en")
    title = TextField(label=gettext_lazy("Title"), max_length=MAX_TITLE_LENGTH, required=False)
    logline = TextField(label=gettext_lazy("Logline"), max_length=MAX_LOGLINE_LENGTH, required=False)
    synopsis = TextField(label=gettext_lazy("Synopsis"), max_length=MAX_SYNOPSIS_LENGTH, lines=3, required=False)


class CreditForm(InputForm):
    """A person or company and what they did."""

    role = OneOfField(label=gettext_lazy("Role"), choices=CREDIT_ROLES.items)
    name = TextField(
        label=gettext_lazy("Name"),
        max_length=MAX_NAME_LENGTH,
        placeholder=gettext_lazy("Name"),
        error_messages={"required": gettext_lazy("Give the name in Latin letters too.")},
    )
    name_local = TextField(
        label=gettext_lazy("Name in local script"),
        max_length=MAX_NAME_LENGTH,
        placeholder=gettext_lazy("Name in local script"),
        required=False,
    )


class AwardForm(InputForm):
    """A prize or a nomination."""

    name = TextField(
        label=gettext_lazy("Award"),
        max_length=MAX_NAME_LENGTH,
        placeholder=gettext_lazy("Award"),
        error_messages={"required": gettext_lazy("Name the award.")},
    )
    category = TextField(
        label=gettext_lazy("Category"),
        max_length=MAX_NAME_LENGTH,
        placeholder=gettext_lazy("Category"),
        required=False,
    )
    year = NumberField(
        label=gettext_lazy("Year"), low=MIN_YEAR, high=MAX_YEAR, placeholder=gettext_lazy("Year"), required=False
    )


class IdentifierForm(InputForm):
    """A number of the work. It is kept as it is written usually; a wrong check character is a warning, never a refusal."""

    scheme = OneOfField(label=gettext_lazy("Scheme"), choices=IDENTIFIER_SCHEMES.items)
    value = TextField(label=gettext_lazy("Number"), max_length=MAX_NUMBER_LENGTH, placeholder=gettext_lazy("Number"))

    def clean(self) -> dict[str, Any]:
        """Write the number as its scheme does."""
        cleaned = super().clean() or self.cleaned_data
        if "scheme" in cleaned and "value" in cleaned:
            cleaned["value"] = check_identifier(cleaned["scheme"], cleaned["value"]).value
        return cleaned


class PermitForm(InputForm):
    """A release permit or certificate of a territory's body."""

    territory = CodeField(label=gettext_lazy("Territory"), vocabulary=territories.VOCABULARY)
    kind = OneOfField(label=gettext_lazy("Permit"), choices=PERMITS.items, default="release")
    number = TextField(
        label=gettext_lazy("Permit number"),
        max_length=MAX_NUMBER_LENGTH,
        placeholder=gettext_lazy("Permit number"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self["territory"].value()
        others = (
            [chosen] if isinstance(chosen, str) and chosen in set(territories.codes) - set(territories.HOME) else []
        )
        offered = [*territories.HOME, *others]
        self.fields["territory"].widget.choices = CallableChoiceIterator(
            lambda: [(code, f"{code} {territories.name(code)}") for code in offered]
        )


class RatingForm(InputForm):
    """An age class of a territory; its system follows from the territory."""

    territory = OneOfField(
        label=gettext_lazy("Territory"), choices=lambda: [(code, code) for code in ratings.TERRITORIES]
    )
    value = TextField(label=gettext_lazy("Age class"), max_length=MAX_CLASS_LENGTH)

    def clean(self) -> dict[str, Any]:
        """The class must be one of its territory's systems."""
        cleaned = super().clean() or self.cleaned_data
        if "territory" in cleaned and "value" in cleaned:
            known = ratings.values_of(cleaned["territory"])
            try:
                OneOfField(choices=[(one, one) for one in known]).read_text(cleaned["value"])
                cleaned["system"] = ratings.system_of(cleaned["territory"], cleaned["value"]).code
            except ValidationError as wrong:
                self.add_error("value", wrong)
        return cleaned


class RatingsWidget(forms.SelectMultiple):
    """A page's list of classes, each TERRITORY:CLASS, as rows."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if not hasattr(data, "getlist"):
            return data.get(name)
        if name not in data:
            return posted_rows(data, name)
        pairs = [text.partition(":") for text in data.getlist(name) if text]
        return [{"territory": territory, "value": value} for territory, _colon, value in pairs]

    def format_value(self, value: Any) -> list[str]:
        rows = [row for row in value if hasattr(row, "get")] if isinstance(value, (list, tuple)) else []
        return [f"{row.get('territory')}:{row.get('value')}" for row in rows]


class RatingsField(RowsField):
    """Age classes, one for each system of a territory."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            RatingForm,
            asks=("value",),
            once=("territory", "system"),
            twice_at="value",
            one_control=True,
            widget=RatingsWidget(attrs={"size": 6}),
            **options,
        )

    def bind_to_form(self, form: InputForm, name: str) -> None:
        super().bind_to_form(form, name)
        select: Any = self.widget
        select.choices = CallableChoiceIterator(list_classes)


def list_classes() -> list[tuple[str, str]]:
    """TH:13 and its name, for every class that there is."""
    language = get_language() or "en"
    return [
        (
            f"{system.territory}:{value}",
            f"{territories.name(system.territory, language)} {value} ({ratings.MEDIA[system.medium]})",
        )
        for system in ratings.SYSTEMS
        for value in system.values
    ]


class VersionForm(InputForm):
    """Subtitles, a dub or sound; music and effects have no language."""

    kind = OneOfField(label=gettext_lazy("Kind"), choices=lambda: [("", "–"), *VersionKind.choices])
    language = CodeField(label=gettext_lazy("Language"), vocabulary=languages.VOCABULARY, required=False)
    state = OneOfField(
        label=gettext_lazy("State"), choices=lambda: VersionState.choices, default=str(VersionState.READY.value)
    )
    note = TextField(
        label=gettext_lazy("Note"), max_length=MAX_NOTE_LENGTH, placeholder=gettext_lazy("Note"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Only music and effects are without a language."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == VersionKind.MUSIC_EFFECTS:
            cleaned["language"] = ""
        elif cleaned.get("language") == "":
            self.add_error("language", _("Choose one."))
        return cleaned
