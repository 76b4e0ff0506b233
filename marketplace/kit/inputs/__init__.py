"""The one input layer: a form is declared once, on Django's forms, with its fields, their limits and their messages.

A page posts it (QueryDict), the API sends it (JSON), a sheet's row fills it (a mapping): all give the same values, or the
same refusals at the same names. Pages draw it with `<c-field :field="form.name" />`; `openapi` describes it.
"""

from marketplace.kit.inputs.codes import CodeField, CodesField
from marketplace.kit.inputs.days import DayField, PeriodForm
from marketplace.kit.inputs.fields import (
    AmountField,
    LinkField,
    NumberField,
    OneOfField,
    SecretField,
    TextField,
)
from marketplace.kit.inputs.form import InputForm
from marketplace.kit.inputs.lists import ChoicesField, CodeListField, ListField
from marketplace.kit.inputs.rows import RowsField
from marketplace.kit.inputs.section import SectionField
from marketplace.kit.inputs.truths import FlagField, YesNoField

__all__ = [
    "AmountField",
    "ChoicesField",
    "CodeField",
    "CodeListField",
    "CodesField",
    "DayField",
    "FlagField",
    "InputForm",
    "LinkField",
    "ListField",
    "NumberField",
    "OneOfField",
    "PeriodForm",
    "RowsField",
    "SecretField",
    "SectionField",
    "TextField",
    "YesNoField",
]
