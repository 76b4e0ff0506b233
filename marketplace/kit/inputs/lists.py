"""Lists of values in the order given, each once: texts, codes of a vocabulary, choices of a short list."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.kit.fields import unknown_code
from marketplace.kit.inputs.codes import MAX_CODE_SHOWN, MAX_FAULTS_SHOWN
from marketplace.kit.inputs.fields import MAX_SHOWN, Choices, InputField
from marketplace.kit.inputs.raw import many_texts
from marketplace.vocabularies import Vocabulary

if TYPE_CHECKING:
    from marketplace.kit.inputs.form import InputForm


class ListField(InputField):
    """At most `max_items` texts of at most `max_length` characters, as a list or with commas."""

    default_error_messages = {"required": gettext_lazy("Choose at least one.")}

    def __init__(self, *, max_items: int, max_length: int, **options: Any) -> None:
        super().__init__(widget=options.pop("widget", forms.CheckboxSelectMultiple()), **options)
        self.max_items, self.max_length = max_items, max_length

    def clean(self, value: Any) -> list[str]:
        """The values. Raises ValidationError: a message for each of the first wrong ones."""
        found = list(dict.fromkeys(many_texts(value)))
        if not found and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if wrong := [text for one in found if (text := self.find_fault(one))]:
            raise ValidationError(wrong[:MAX_FAULTS_SHOWN])
        if len(found) > self.max_items:
            raise ValidationError(_("Choose at most %(most)s."), params={"most": self.max_items})
        return found

    def find_fault(self, one: str) -> str:
        """What is wrong with a value, or nothing."""
        if len(one) <= self.max_length:
            return ""
        said = {"most": self.max_length, "length": len(one)}
        return _("Up to %(most)s characters fit; these are %(length)s.") % said

    def build_schema(self) -> dict[str, Any]:
        items = {"type": "string", "maxLength": self.max_length}
        return {"type": "array", "items": items, "maxItems": self.max_items}


class CodeListField(ListField):
    """Codes of a vocabulary. A page offers those of `offered` (all of them without) and those that are chosen."""

    def __init__(self, *, vocabulary: Vocabulary, offered: tuple[str, ...] = (), **options: Any) -> None:
        options.setdefault("max_items", len(vocabulary.codes))
        super().__init__(max_length=max(map(len, vocabulary.codes)), **options)
        self.vocabulary, self.offered = vocabulary, offered or vocabulary.codes

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        super().bind_to_form(form, name)
        self.widget.choices = CallableChoiceIterator(self.list_choices)

    def list_choices(self) -> list[tuple[str, str]]:
        """What a page offers, in the reader's language."""
        chosen = self.form[self.name].value()
        texts = [one for one in chosen if isinstance(one, str)] if isinstance(chosen, (list, tuple)) else []
        codes = [*self.offered, *(code for code in texts if code in self.vocabulary and code not in self.offered)]
        return [(code, f"{code} {self.vocabulary.name(code)}") for code in codes]

    def find_fault(self, one: str) -> str:
        return "" if one in self.vocabulary else unknown_code(one[:MAX_CODE_SHOWN], self.vocabulary)


class ChoicesField(ListField):
    """Values of a short list; an unknown one is named with those that exist."""

    def __init__(self, *, choices: Callable[[], Choices], **options: Any) -> None:
        longest = max(len(str(value)) for value, _name in choices())
        super().__init__(max_length=longest, **options)
        self.listed = choices

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        super().bind_to_form(form, name)
        self.widget.choices = CallableChoiceIterator(self.listed)

    def find_fault(self, one: str) -> str:
        known = [str(value) for value, _name in self.listed()]
        said = {"value": one[:MAX_SHOWN], "known": ", ".join(known)}
        return "" if one in known else _("“%(value)s” is not known here. Use one of: %(known)s.") % said

    def build_schema(self) -> dict[str, Any]:
        known = [str(value) for value, _name in self.listed()]
        return {"type": "array", "items": {"type": "string", "enum": known}, "maxItems": self.max_items}
