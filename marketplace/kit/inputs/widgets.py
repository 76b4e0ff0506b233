"""Controls that lay themselves out, and the words beside a choice."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html


class LaidOutWidget(forms.CheckboxSelectMultiple):
    """Boxes that a template of their own lays out, inside the frame of their field."""


def _explain_choice(name: Any, meaning: Any) -> str:
    return format_html("<b>{}</b> {}", name, meaning)


explain = lazy(_explain_choice, str)
explain.__doc__ = """A choice's name with what it means, for a radio button; both in the reader's language."""
