"""Codes of a closed vocabulary: one, or a set of them."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from marketplace.kit.fields import unknown_code
from marketplace.kit.inputs.fields import InputField
from marketplace.kit.inputs.raw import many_texts
from marketplace.vocabularies import Vocabulary

if TYPE_CHECKING:
    from marketplace.kit.inputs.form import InputForm

MAX_CODE_SHOWN, MAX_FAULTS_SHOWN = 20, 5


class CodeField(InputField):
    """One code, in any case where `upper`."""

    default_error_messages = {"required": _("Choose one.")}

    def __init__(self, *, vocabulary: Vocabulary, upper: bool = False, **options: Any) -> None:
        super().__init__(widget=options.pop("widget", forms.Select()), **options)
        self.vocabulary, self.upper = vocabulary, upper

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        super().bind_to_form(form, name)
        if isinstance(self.widget, forms.Select):
            self.widget.choices = CallableChoiceIterator(self.list_choices)

    def list_choices(self) -> list[tuple[str, str]]:
        """What a page offers, in the reader's language; asked when it is drawn."""
        return [*([] if self.required else [("", "")]), *self.vocabulary.choices()]

    def read_text(self, text: str) -> str:
        """The code. Raises ValidationError, which names the likely right one."""
        code = text.upper() if self.upper else text
        if code not in self.vocabulary:
            raise ValidationError(unknown_code(code[:MAX_CODE_SHOWN], self.vocabulary))
        return code

    def build_schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": max(map(len, self.vocabulary.codes))}


class CodesField(InputField):
    """A set of codes, as a list or with commas, in any case where `upper`.

    `all_of`: a word for every code; `empty_is_all`: nothing means all.
    """

    default_error_messages = {"required": _("Choose at least one.")}

    def __init__(
        self,
        *,
        vocabulary: Vocabulary,
        all_of: str = "",
        empty_is_all: bool = False,
        upper: bool = False,
        **options: Any,
    ) -> None:
        options.setdefault("required", not empty_is_all)
        super().__init__(widget=options.pop("widget", forms.CheckboxSelectMultiple()), **options)
        self.vocabulary, self.all_of, self.empty_is_all, self.upper = vocabulary, all_of, empty_is_all, upper

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        super().bind_to_form(form, name)
        self.widget.choices = CallableChoiceIterator(self.vocabulary.choices)

    def clean(self, value: Any) -> frozenset[str]:
        """The codes. Raises ValidationError: a message for each of the first unknown ones."""
        found = frozenset(text.upper() if self.upper else text for text in many_texts(value))
        if self.all_of and self.all_of in found:
            return frozenset(self.vocabulary.codes)
        if wrong := sorted(code for code in found if code not in self.vocabulary):
            raise ValidationError(
                [unknown_code(code[:MAX_CODE_SHOWN], self.vocabulary) for code in wrong[:MAX_FAULTS_SHOWN]]
            )
        if not found and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return found or frozenset(self.vocabulary.codes if self.empty_is_all else ())

    def prepare_value(self, value: Any) -> Any:
        return sorted(value) if isinstance(value, (set, frozenset)) else value

    def build_schema(self) -> dict[str, Any]:
        longest = max(map(len, (*self.vocabulary.codes, self.all_of)))
        many = len(self.vocabulary.codes)
        return {"type": "array", "items": {"type": "string", "maxLength": longest}, "maxItems": many}
