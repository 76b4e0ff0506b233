"""The shape of a rule's texts."""

from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from listings.exchange.avails.model import Severity

Text = StrOrPromise


@dataclass(frozen=True)
class Rule:
    """How bad a break of the rule is, what it says, and what to do about it when no better value can be named."""

    severity: Severity
    message: Text
    fix: Text = ""


def error_rule(message: Text, fix: Text = "") -> Rule:
    return Rule(Severity.ERROR, message, fix)


def warning_rule(message: Text, fix: Text = "") -> Rule:
    return Rule(Severity.WARNING, message, fix)
