"""Which pages of the desk show what staff decide about."""

from accounts.models import FactorReset, Organisation
from listings.models import Work
from marketplace.kit.models import Job
from marketplace.kit.pages import declare_page
from marketplace.payments.models import Charge, Credit, MoneyCase, Verification

declare_page(Organisation, "desk:organisation", "{0.pk}", tab="staff")
declare_page(FactorReset, "desk:factor-reset", "{0.pk}", tab="staff")
declare_page(Job, "desk:work", tab="staff")
declare_page(Work, "desk:works", tab="staff")
declare_page(Charge, "desk:money", tab="staff")
declare_page(Credit, "desk:money", tab="staff", anchor="credit-{0.pk}")
declare_page(MoneyCase, "desk:money", tab="staff", anchor="case-{0.pk}")
declare_page(Verification, "desk:money", tab="staff", anchor="verification")
