"""Which pages of the desk show what staff decide about."""

from accounts.models import FactorReset, Organisation
from listings.models import ListingRevision, Programme, RightsClaim, Work, WorkCase
from marketplace.kit.models import Job
from marketplace.kit.pages import declare_page
from marketplace.payments.models import BankTransfer, Charge, Credit, MoneyCase, Receipt, Verification

declare_page(Organisation, "desk:organisation", "{0.pk}", tab="staff")
declare_page(FactorReset, "desk:factor-reset", "{0.pk}", tab="staff")
declare_page(Job, "desk:work", tab="staff")
declare_page(Programme, "desk:listing", "{0.public_id}", tab="staff")
declare_page(ListingRevision, "desk:changes", "{0.pk}", tab="staff")
declare_page(RightsClaim, "desk:claim", "{0.pk}", tab="staff")
declare_page(Work, "desk:works", tab="staff")
declare_page(WorkCase, "desk:work-case", "{0.pk}", tab="staff")
declare_page(BankTransfer, "desk:transfers", tab="staff", anchor="t{0.pk}")
declare_page(Receipt, "desk:money", tab="staff", anchor="receipt-{0.pk}")
declare_page(Charge, "desk:money", tab="staff")
declare_page(Credit, "desk:money", tab="staff", anchor="credit-{0.pk}")
declare_page(MoneyCase, "desk:money", tab="staff", anchor="case-{0.pk}")
declare_page(Verification, "desk:money", tab="staff", anchor="verification")
