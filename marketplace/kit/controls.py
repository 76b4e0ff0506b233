"""How a form's fields are laid out and told apart: what c-field, c-upload and c-error-summary ask."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from django.forms import BaseForm, BoundField, Field
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from marketplace.kit.inputs.raw import Errors
from marketplace.kit.problems import Problem

# The widget's class, or one that it inherits from, and the layout.
LAYOUTS = {
    "LaidOutWidget": "table",
    "CheckboxSelectMultiple": "checks",
    "RadioSelect": "radios",
    "CheckboxInput": "check",
    "FileInput": "file",
}
GROUPS = frozenset({"checks", "radios", "table"})
BOX: Final = '<label class="check"{}><input type="checkbox" name="{}" value="{}"{}><span>{}</span></label>'
CHECKED: Final = mark_safe(" checked")


def is_optional(field: Field) -> bool:
    """May the field be left empty, and does it then say nothing?"""
    says_something = getattr(field, "default", None) not in (None, "") or getattr(field, "empty_is_all", False)
    return not (field.required or says_something or getattr(field, "needed_when", ""))


def control_kind(field: BoundField) -> str:
    """table, checks, radios, check, file, hidden, rows, or simply input."""
    if field.is_hidden:
        return "hidden"
    if getattr(field.field, "one_control", None) is False:
        return "rows"
    names = [base.__name__ for base in type(field.field.widget).__mro__]
    return next((kind for name, kind in LAYOUTS.items() if name in names), "input")


def is_group(field: BoundField) -> bool:
    """Is the control several boxes or buttons, which need a frame with a legend?"""
    return control_kind(field) in GROUPS


def ids_told(field: BoundField, hint: str = "", more: str = "") -> str:
    """The ids of what is said of a field: its hint, what is wrong with it, and what the page says `more`."""
    told = [f"{field.auto_id}-hint"] if hint or field.help_text else []
    return " ".join([*told, *([more] if more else []), *([f"{field.auto_id}-error"] if field.errors else [])])


def described_by(field: BoundField, hint: str = "", more: str = "") -> SafeString:
    """The attribute of a group's frame that ties hint and errors to it, or nothing."""
    told = ids_told(field, hint, more)
    return format_html('aria-describedby="{}"', told) if told else SafeString("")


def draw_control(field: BoundField, hint: str = "", **extra: Any) -> SafeString:
    """The field's own control, tied to its hint and errors for screen readers."""
    told = ids_told(field, hint)
    attrs: dict[str, Any] = {"aria-describedby": told} if told else {}
    attrs |= {"aria-invalid": "true"} if field.errors else {}
    attrs |= {name.replace("_", "-"): value for name, value in extra.items() if value not in (None, "", False)}
    return field.as_widget(attrs=attrs)


def form_errors(form: BaseForm | None, problem: Problem | None = None) -> list[dict[str, str]]:
    """What an error summary lists: text and the id of the control it leads to (empty where there is none): what is wrong in
    the form, and what a `problem`, which stands above it, says at names that the form has not."""
    told: Errors = getattr(problem, "errors", {})
    elsewhere = [texts for name, texts in told.items() if form is None or name not in form.errors]
    heading = problem.message() if problem else ""
    found = [{"target": "", "text": text} for texts in elsewhere for text in texts if text != heading]
    return [*errors_of(form), *found]


def errors_of(form: BaseForm | None) -> list[dict[str, str]]:
    """What is wrong in a form: text, and the id of the control it leads to (empty for the form as a whole)."""
    if form is None or not form.errors:
        return []
    found = [{"target": "", "text": str(text)} for text in form.non_field_errors()]
    for field in form:
        target = f"{field.auto_id}_0" if control_kind(field) in GROUPS else field.auto_id
        found += [{"target": str(target), "text": f"{field.label}: {text}"} for text in field.errors]
        rows: Any = field.field
        if control_kind(field) == "rows":
            found += [one for row in rows.list_rows() for one in errors_of(row)]
    sections: dict[str, BaseForm] = getattr(form, "sections", {})
    return found + [one for section in sections.values() for one in errors_of(section)]


def draw_boxes(name: str, options: Iterable[Mapping[str, Any]], codes: bool = False) -> SafeString:
    """A box to tick for each option: {code, name, hint, on}; with `codes` the code stands before the name."""
    drawn = (draw_box(name, one["code"], one["name"], one["hint"], bool(one["on"]), codes) for one in options)
    return format_html_join("", "{}", ((box,) for box in drawn))


# A page has a hundred of them, the same on every page but for the ticks.
@lru_cache(maxsize=8192)
def draw_box(name: str, code: str, said: str, hint: str, on: bool, with_code: bool) -> SafeString:
    """One box."""
    title = format_html(' title="{}"', hint) if hint else ""
    text = format_html("<b>{}</b> {}", code, said) if with_code else said
    return format_html(BOX, title, name, code, CHECKED if on else "", text)
