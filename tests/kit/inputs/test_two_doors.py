"""Every form, fed as a page posts it and as the API sends it, with good, bad and hostile values: the same, twice."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from allauth.account.fields import EmailField, PasswordField
from django import forms
from django.http import QueryDict

import accounts
import listings
import marketplace
from accounts.actors import Actor
from accounts.inputs.fields import MailField, WebsiteField, ZoneField
from listings.catalogue.inputs.keeping import RequestField
from listings.exchange.inputs import ColumnsForm, TableForm
from listings.exchange.models import Import
from listings.inputs import CellsField
from listings.models import Programme
from listings.programmes.inputs.changes import PastDayField
from listings.programmes.inputs.details import RatingForm
from listings.rights.inputs.mandates import AgentField, TitlesField
from listings.rights.inputs.request import GradeLetterField
from marketplace.contracts.models import Instalment
from marketplace.files.models import StoredFile
from marketplace.kit.inputs import (
    ChoicesField,
    CodeField,
    CodeListField,
    CodesField,
    DayField,
    FlagField,
    InputForm,
    LinkField,
    ListField,
    NumberField,
    OneOfField,
    RowsField,
    SectionField,
    TextField,
    YesNoField,
)
from marketplace.kit.problems import Invalid
from marketplace.staff.inputs.fields import InvoiceField, OrganisationField, ProgrammeField
from tests import factories
from tests.cast import make_programme
from tests.factories import NOW
from tests.worlds import shareable

HOSTILE = [
    "", " ", "0", "-1", "1e9", "1.5", "٣", "²", "9" * 400, "x" * 5000, "null", "None", "true", "on", "<script>alert(1)</script>",
    "' or 1=1 --", "%(most)s", "{0}", "2027-13-45", "2027-02-30", "9999-12-31", "2027-03", "2027-03-15", "0001-01-01",
    "TH,CN", "WORLD", "SVOD:TH", "SVOD", "usd", "RMB", "一", "\u202etxt", "a\u0000b", "\n\t", "E", "N", "S", "1,000", "1.000,00",
]  # fmt: skip
SOME_HOSTILE = ["", "0", "x" * 5000, "<script>alert(1)</script>", "a\u0000b"]
SHAPES: list[Any] = [
    None,
    True,
    False,
    5,
    -5,
    2**62,
    5.5,
    [],
    {},
    [[]],
    [None],
    [1, 2],
    ["a", {"b": 1}],
    {"a": "b"},
    [{"a": 1}],
]


def import_forms() -> None:
    """Import each module called `inputs`, and everything in a package of that name."""
    for package in (accounts, listings, marketplace):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "inputs" in found.name.split("."):
                importlib.import_module(found.name)


def subclasses_of(form: type[InputForm]) -> Iterator[type[InputForm]]:
    for one in form.__subclasses__():
        yield one
        yield from subclasses_of(one)


import_forms()
THEIRS = "allauth."
OURS = {form for form in subclasses_of(InputForm) if not form.__module__.startswith(THEIRS)}
FORMS = sorted(OURS, key=lambda form: f"{form.__module__}.{form.__name__}")
GOOD: dict[type[forms.Field], Any] = {
    AgentField: "Saphan Pictures",
    CellsField: ["SVOD:TH", "AVOD:CN"],
    PastDayField: "2026-01-01",
    RequestField: "r=svod&t=TH&from=2027-01&to=2027-12&x=1",
    TitlesField: [],
    TextField: "Text",
    DayField: "2027-03",
    FlagField: "1",
    YesNoField: "1",
    LinkField: "https://files.example/a",
    MailField: "bo@yunfan.example",
    EmailField: "nok@lantern.example",
    PasswordField: "seven quiet boats at dusk",
    WebsiteField: "https://yunfan.example",
    ZoneField: "Asia/Bangkok",
    GradeLetterField: "s",
}
# Values that have to agree with others of their form.
GOOD_OF = {"to": "2029-02", "media": ["FTV", "SVOD"]}


GOOD_BY_NAME: dict[tuple[type[InputForm], str], Any] = {(RatingForm, "value"): "X"}


# Forms about something else than a programme; the fields that they take from it are read like any other choice.
ABOUT = dict.fromkeys((ColumnsForm, TableForm), Import(columns=["A", "B"], file=StoredFile(place="imports/a.csv")))


@cache
def fields_of(form: type[InputForm]) -> dict[str, forms.Field]:
    """The form's fields by name: building a form copies them all, and here each is asked thousands of times."""
    return form(about=ABOUT.get(form)).fields


def good_value(field: forms.Field) -> Any:
    """A value that the field takes, as raw text or texts; of a field of rows, one that is there."""
    if isinstance(field, OrganisationField):
        return str(field.rows().values_list("pk", flat=True)[0])
    if isinstance(field, ProgrammeField):
        return Programme.objects.values_list("public_id", flat=True)[0]
    if isinstance(field, InvoiceField):
        return Instalment.objects.values_list("reference", flat=True)[0]
    if isinstance(field, (ListField, CodeListField, ChoicesField)):
        return good_list(field)
    if isinstance(field, NumberField):
        return str(max(field.low, 3))
    if isinstance(field, CodesField):
        return [*field.vocabulary.codes[:2]]
    if isinstance(field, CodeField):
        return field.vocabulary.codes[0]
    if isinstance(field, DayField) and not field.whole_months:
        return "2026-11-02"
    if isinstance(field, OneOfField) and not isinstance(field, ZoneField):
        return next((str(value) for value, _name in field.listed() if value != ""), "")
    return next((value for kind, value in GOOD.items() if type(field) is kind), "1000")


def good_list(field: ListField) -> list[str]:
    """Two values of a list."""
    if isinstance(field, CodeListField):
        return [*field.vocabulary.codes[:2]]
    if isinstance(field, ChoicesField):
        return [str(value) for value, _name in field.listed()][:2]
    return ["one", "two"]


def good_values(form: type[InputForm]) -> dict[str, Any]:
    """The form filled in, as JSON has it."""
    values: dict[str, Any] = {}
    for name, field in fields_of(form).items():
        if isinstance(field, SectionField):
            values[name] = good_values(field.form_class)
        elif isinstance(field, RowsField):
            values[name] = [good_values(field.form_class)] * (1 if field.once else 2)
        elif not isinstance(field, forms.FileField):
            values[name] = GOOD_BY_NAME.get((form, name)) or good_value(field)
    return values | {name: value for name, value in GOOD_OF.items() if name in values}


def add_all(to: QueryDict, more: QueryDict) -> None:
    """Every value of every name."""
    for name, values in more.lists():
        to.setlist(name, values)


def post(form: type[InputForm], values: dict[str, Any], prefix: str = "") -> QueryDict:
    """The same values as a page posts them."""
    made = QueryDict(mutable=True)
    fields = fields_of(form)
    for name, value in values.items():
        field = fields.get(name)
        if isinstance(field, SectionField):
            add_all(made, post(field.form_class, value))
        elif isinstance(field, RowsField):
            for number, row in enumerate(value):
                add_all(made, post(field.form_class, row, f"{prefix}{name}-{number}-"))
        elif isinstance(value, list):
            made.setlist(prefix + name, value)
        else:
            made[prefix + name] = value
    return made


def make_form(form: type[InputForm], data: Any, by: Actor, programme: Programme) -> InputForm:
    """The form filled in by `by`."""
    return form(data, by=by, at=NOW, about=ABOUT.get(form, programme))


def outcome(form: type[InputForm], data: Any, by: Actor, about: Any) -> Any:
    """The values, or the refusals by name."""
    try:
        return make_form(form, data, by, about).read_values()
    except Invalid as refused:
        return refused.errors


def paths(form: type[InputForm]) -> list[tuple[str, ...]]:
    """The places of a form where a value is typed: names, through sections and the first row."""
    found: list[tuple[str, ...]] = []
    for name, field in fields_of(form).items():
        if isinstance(field, (SectionField, RowsField)):
            found += [(name, *rest) for rest in paths(field.form_class)]
        elif not isinstance(field, forms.FileField):
            found.append((name,))
    return found


def is_own(form: type[InputForm], path: tuple[str, ...]) -> bool:
    """Is the place the form's own? Forms inside, and those it inherits from, are fed on their own as well."""
    inherited = any(path[0] in one.base_fields for one in form.__mro__[1:] if issubclass(one, InputForm))
    return len(path) == 1 and not inherited


def with_value(form: type[InputForm], values: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """The values with another one at the path."""
    name, *rest = path
    if not rest:
        return values | {name: value}
    field = fields_of(form)[name]
    inner = values[name]
    if isinstance(field, RowsField):
        return values | {name: [with_value(field.form_class, inner[0], tuple(rest), value), *inner[1:]]}
    assert isinstance(field, SectionField)
    return values | {name: with_value(field.form_class, inner, tuple(rest), value)}


@pytest.fixture
@shareable
def programme(ana: Actor, bo: Actor) -> Programme:
    """Ana's programme, and a contract about it whose invoices forms name."""
    made = make_programme(ana)
    factories.contract(factories.offer(made, bo), ana)
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_both_doors_read_the_same(form: type[InputForm], bo: Actor, programme: Programme) -> None:
    good = good_values(form)
    files = {name for name, field in fields_of(form).items() if isinstance(field, forms.FileField)}
    assert make_form(form, good, bo, programme).messages().keys() <= files
    assert outcome(form, good, bo, programme) == outcome(form, post(form, good), bo, programme)
    for path in paths(form):
        for value in HOSTILE if is_own(form, path) else SOME_HOSTILE:
            changed = with_value(form, good, path, value)
            as_json = outcome(form, changed, bo, programme)
            assert as_json == outcome(form, post(form, changed), bo, programme), (path, value)


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_json_of_any_shape_is_read_or_refused_at_its_name(
    form: type[InputForm], bo: Actor, programme: Programme
) -> None:
    good = good_values(form)
    places = {*paths(form), *((name,) for name in fields_of(form))}
    names = {name for path in places for name in path}
    for path in places:
        for value in SHAPES if len(path) == 1 else SHAPES[-3:]:
            fed = make_form(form, with_value(form, good, path, value), bo, programme)
            wrong = fed.messages()
            assert {part for name in wrong for part in name.split("-") if not part.isdecimal()} <= names, (path, value)
            if not wrong:
                fed.read_values()


ROOT = Path(__file__).resolve().parents[3]
# What allauth asks on its own pages, each about somebody who signs in; and what the page of components shows.
OUTSIDE = {"AuthenticateForm", "ReauthenticateForm", "ResetPasswordForm", "ChangePasswordForm"}
OUTSIDE |= {"SampleForm", "SampleCreditForm", "SampleRowsForm"}


def test_every_form_of_the_product_is_fed() -> None:
    """A class on any form that is not declared in the layer, or where `import_forms` does not look, fails."""
    found = set()
    for package in ("accounts", "listings", "marketplace"):
        for path in (ROOT / package).rglob("*.py"):
            found |= set(re.findall(r"^class (\w+)\([^)]*Form\b", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert found - OUTSIDE - {form.__name__ for form in FORMS} == {"InputForm"}
