"""Fields of one value: text, number, choice, yes or no, amount. Each knows its JSON schema."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from marketplace.kit.inputs.raw import one_text
from marketplace.kit.money import BadAmount, Money, parse_exact, parse_whole

if TYPE_CHECKING:
    from marketplace.kit.inputs.form import InputForm

MAX_SHOWN = 40  # characters of a wrong value that a message repeats
MAX_DIGITS = 18
Choices = Iterable[tuple[str, Any]]


class InputField(forms.Field):
    """A field that knows its form; `default` is taken where nothing is given.

    `needed_when` says to machines when the form asks for it; a page shows it only then.
    """

    default_error_messages = {"required": _("This is needed.")}
    empty: Any = ""

    def __init__(self, *, default: Any = None, placeholder: Any = "", needed_when: Any = "", **options: Any) -> None:
        options.setdefault("required", default is None and not needed_when)
        super().__init__(**options)
        if placeholder:
            self.widget.attrs["placeholder"] = placeholder
        self.default, self.needed_when = default, needed_when

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        """Come to know the form and the own name in it."""
        self.form, self.name = form, name

    def clean(self, value: Any) -> Any:
        """The value read; where nothing is given the default, else the empty value. Raises ValidationError."""
        text = one_text(value)
        if text:
            return self.read_text(text)
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.empty if self.default is None else self.default

    def read_text(self, text: str) -> Any:
        """The value that a text that is not empty says. Raises ValidationError."""
        return text

    def build_schema(self) -> dict[str, Any]:
        """What a JSON body holds here."""
        return {"type": "string"}

    def build_described_schema(self) -> dict[str, Any]:
        """The schema with what is said of the field."""
        words = " ".join(str(text) for text in (self.needed_when, self.help_text) if text)
        told = {"description": words} if words else {}
        return self.build_schema() | told | ({} if self.default in (None, ()) else {"default": self.default})


class TextField(InputField):
    """Text of at most `max_length` characters; blanks in a row are one, unless it has `lines`."""

    def __init__(self, *, max_length: int, lines: int = 0, hidden: bool = False, **options: Any) -> None:
        attrs = {"maxlength": max_length, "dir": "auto"}
        shown = forms.Textarea(attrs=attrs | {"rows": lines}) if lines else forms.TextInput(attrs=attrs)
        own = forms.HiddenInput() if hidden else shown
        super().__init__(widget=options.pop("widget", own), **options)
        self.max_length, self.lines = max_length, lines

    def read_text(self, text: str) -> str:
        """The text. Raises ValidationError for one that is too long."""
        text = text.replace("\r\n", "\n") if self.lines else " ".join(text.split())
        if len(text) > self.max_length:
            raise ValidationError(
                _("Up to %(most)s characters fit; these are %(length)s."),
                code="too_long",
                params={"most": self.max_length, "length": len(text)},
            )
        return text

    def build_schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.max_length}


class NumberField(InputField):
    """A whole number from `low` to `high`; None where nothing is given."""

    empty = None

    def __init__(self, *, low: int = 1, high: int, **options: Any) -> None:
        super().__init__(widget=options.pop("widget", forms.TextInput(attrs={"inputmode": "numeric"})), **options)
        self.low, self.high = low, high

    def read_text(self, text: str) -> int:
        """The number. Raises ValidationError."""
        if re.fullmatch(r"\d+", text, re.ASCII) and len(text) <= MAX_DIGITS and self.low <= int(text) <= self.high:
            return int(text)
        raise ValidationError(
            _("“%(value)s”: write a whole number from %(low)s to %(high)s."),
            code="number",
            params={"value": text[:MAX_SHOWN], "low": self.low, "high": self.high},
        )

    def build_schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


class OneOfField(InputField):
    """One of a short list; an unknown value is named with those that exist. `choices` may be a function."""

    default_error_messages = {"required": _("Choose one.")}

    def __init__(self, *, choices: Choices | Callable[[], Choices], radios: bool = False, **options: Any) -> None:
        self.listed = choices if callable(choices) else lambda: choices
        super().__init__(widget=options.pop("widget", forms.RadioSelect() if radios else forms.Select()), **options)

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        super().bind_to_form(form, name)
        self.widget.choices = CallableChoiceIterator(self.listed)  # asked when it is drawn

    def read_text(self, text: str) -> str:
        """The value. Raises ValidationError."""
        known = [str(value) for value, _name in self.listed() if value != ""]
        if text in known:
            return text
        raise ValidationError(
            _("“%(value)s” is not known here. Use one of: %(known)s."),
            params={"value": text[:MAX_SHOWN], "known": ", ".join(known)},
        )

    def build_schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": [str(value) for value, _name in self.listed() if value != ""]}


class LinkField(TextField):
    """A web address, whole: https, or one of `schemes`."""

    def __init__(self, *, max_length: int = 500, schemes: tuple[str, ...] = ("https",), **options: Any) -> None:
        super().__init__(max_length=max_length, placeholder="https://", **options)
        self.widget.attrs["inputmode"] = "url"
        self.schemes = schemes

    def read_text(self, text: str) -> str:
        """The address. Raises ValidationError."""
        link = super().read_text(text)
        try:
            parts = urlsplit(link)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in self.schemes or not parts.hostname or not link.isprintable() or " " in link:
            raise ValidationError(_("Give the whole address, beginning with https://."))
        return link

    def build_schema(self) -> dict[str, Any]:
        return super().build_schema() | {"format": "uri"}


class SecretField(InputField):
    """A password, as it was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), **options)

    def clean(self, value: Any) -> str:
        """The secret with its blanks. Raises ValidationError."""
        one_text(value)
        if self.required and value in (None, ""):
            raise ValidationError(self.error_messages["required"], code="required")
        return str(value or "")


class AmountField(InputField):
    """An amount as people type it, in the currency that the form says: whole, or `exact` as a bank writes it."""

    default_error_messages = {"required": _("Give an amount.")}
    empty = None

    def __init__(self, *, exact: bool = False, **options: Any) -> None:
        whole = {"inputmode": "numeric", "autocomplete": "off", "data-money": True}
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"} if exact else whole), **options)
        self.parse = parse_exact if exact else parse_whole

    def read_text(self, text: str) -> Money | None:
        """The amount; None where its currency is wrong, which is told there. Raises ValidationError."""
        code = self.form.amount_currency()
        try:
            return self.parse(text, code) if code else None
        except BadAmount as error:
            raise ValidationError(str(error.message), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        return value.units if isinstance(value, Money) else value

    def build_schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": 24}
