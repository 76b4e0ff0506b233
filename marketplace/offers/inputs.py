"""The forms of a negotiation: proposed terms, an offer, a counter, a refusal, a line of the conversation."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.days import today_for
from listings.inputs import CellsField, GradeField
from listings.states import Grade
from marketplace.kit.inputs import (
    AmountField,
    CodeField,
    CodesField,
    DayField,
    InputForm,
    NumberField,
    OneOfField,
    PeriodForm,
    SectionField,
    TextField,
)
from marketplace.kit.inputs.days import day_text, last_day_text
from marketplace.kit.limits import limits_of
from marketplace.kit.money import Money
from marketplace.offers.payable import FeeNotPayable, refuse_unpayable
from marketplace.offers.terms import PLAN_NAMES, Terms, make_flat_fee_terms, plan_of
from marketplace.vocabularies import currencies, languages, uses

MAX_YEARS = 25
MAX_ROUND, MAX_MESSAGE_LENGTH, MAX_REASON_LENGTH, MAX_KEY_LENGTH = 10_000, 4000, 1000, 64
# A fee that every plan can divide, while none is typed.
STAND_IN_INSTALMENTS = 10


class TermsForm(PeriodForm):
    """Proposed terms. `cells` are "MEDIUM:TERRITORY"; `to` is inclusive; `fee` is a whole amount of `currency`.

    Needs `by` and `at`. The value `terms` is what they say.
    """

    cells = CellsField(label=gettext_lazy("Rights and territories"))
    from_ = DayField(label=gettext_lazy("Window from"))
    to = DayField(label=gettext_lazy("To, included"), last=True)
    grade = GradeField(default=Grade.NON_EXCLUSIVE)
    languages = CodesField(label=gettext_lazy("Languages"), vocabulary=languages.VOCABULARY)
    uses = CodesField(label=gettext_lazy("Language versions"), vocabulary=uses.VOCABULARY, empty_is_all=True)
    currency = CodeField(label=gettext_lazy("Currency"), vocabulary=currencies.VOCABULARY, upper=True)
    fee = AmountField(label=gettext_lazy("Licence fee, total"))
    plan = OneOfField(label=gettext_lazy("Payment plan"), choices=PLAN_NAMES.items)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self["languages"].value()
        others = {str(code) for code in chosen} if isinstance(chosen, (list, tuple)) else set()
        listed = [*languages.USUAL, *sorted(others & set(languages.codes) - set(languages.USUAL))]
        self.fields["currency"].widget.choices = [(code, code) for code in currencies.codes]
        self.fields["languages"].widget.choices = [(code, languages.name(code)) for code in listed]

    def clean(self) -> dict[str, Any]:
        """Join the fields into terms whose window lies ahead and whose fee can be paid."""
        cleaned = super().clean()
        self.check_window()
        if not self.errors:
            cleaned["terms"] = make_terms(cleaned)
            try:
                refuse_unpayable(cleaned["terms"])
            except FeeNotPayable as problem:
                self.add_error("fee", f"{problem.message()} {problem.advice()}")
        return cleaned

    def check_window(self) -> None:
        """A window is not too long, and has not begun before this month."""
        start, end = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if start and end and end.year - start.year > MAX_YEARS:
            self.add_error("to", _("At most %(years)s years in one licence.") % {"years": MAX_YEARS})
        if start and start.replace(day=1) < today_for(self.by, self.at).replace(day=1):
            self.add_error("from", _("The window has begun already. Choose a start from today on."))

    def with_stand_in_fee(self) -> "TermsForm":
        """The same terms with a fee that can be paid: what is free can be said before a price is named."""
        currency = self.cleaned_data.get("currency")
        if not currency:
            return self
        fee = Money(limits_of(currency).part * STAND_IN_INSTALMENTS, currency).units
        return TermsForm(self.get_raw_values() | {"fee": str(fee)}, by=self.by, at=self.at)


def make_terms(cleaned: dict[str, Any]) -> Terms:
    """The terms that the form's values say."""
    return make_flat_fee_terms(
        cells=cleaned["cells"],
        window=cleaned["period"],
        grade=cleaned["grade"],
        languages=cleaned["languages"],
        uses=cleaned["uses"],
        fee=cleaned["fee"],
        plan=cleaned["plan"],
    )


def write_terms(terms: Terms) -> dict[str, Any]:
    """Terms as the raw values that TermsForm reads: to fill it with, and what the API shows."""
    line, group = terms.line, terms.group
    return {
        "cells": [f"{medium}:{territory}" for medium, territory in sorted(line.cells)],
        "from": day_text(line.window.start),
        "to": last_day_text(line.window.end),
        "grade": line.grade,
        "languages": sorted(line.languages),
        "uses": sorted(line.uses),
        "fee": str(group.fee.units),
        "currency": group.currency,
        "plan": plan_of(group.schedule),
    }


class OfferForm(InputForm):
    """Terms, and a message with them. `key` lets the page be sent twice and an offer be made once."""

    terms = SectionField(TermsForm)
    message = TextField(
        label=gettext_lazy("Message"), max_length=MAX_MESSAGE_LENGTH, lines=3, required=False, default=""
    )
    key = TextField(max_length=MAX_KEY_LENGTH, hidden=True, required=False)


class NewOfferForm(OfferForm):
    """The first offer for a programme, which is named by its id."""

    programme = TextField(max_length=16)


class CounterForm(OfferForm):
    """Other terms, in answer to round `round`."""

    round = NumberField(high=MAX_ROUND)


class AcceptForm(InputForm):
    """Yes to round `round`."""

    round = NumberField(high=MAX_ROUND)


class DeclineForm(InputForm):
    """No to round `round`, with a reason."""

    round = NumberField(high=MAX_ROUND)
    reason = TextField(
        label=gettext_lazy("Reason"),
        max_length=MAX_REASON_LENGTH,
        lines=2,
        error_messages={"required": gettext_lazy("Say why: the other side reads it.")},
    )


class WithdrawForm(InputForm):
    """Leave the negotiation."""

    reason = TextField(label=gettext_lazy("Reason"), max_length=MAX_REASON_LENGTH, lines=2, required=False)


class MessageForm(InputForm):
    """A line of the conversation."""

    text = TextField(
        label=gettext_lazy("Message"),
        max_length=MAX_MESSAGE_LENGTH,
        lines=2,
        required=False,
        placeholder=gettext_lazy("Write in any language"),
    )
    key = TextField(max_length=MAX_KEY_LENGTH, hidden=True, required=False)
