"""Which of the staff's pages show what staff decide about."""

from accounts.models import FactorReset, Organisation
from listings.models import ListingRevision, Programme, RightsClaim, Work, WorkCase
from marketplace.kit.models import Job
from marketplace.kit.pages import declare_page
from marketplace.payments.models import BankTransfer, Charge, Credit, MoneyCase, Receipt, Verification

declare_page(Organisation, "staff:organisation", "{0.pk}", tab="staff")
declare_page(FactorReset, "staff:factor-reset", "{0.pk}", tab="staff")
declare_page(Job, "staff:work", tab="staff")
declare_page(Programme, "staff:listing", "{0.public_id}", tab="staff")
declare_page(ListingRevision, "staff:changes", "{0.pk}", tab="staff")
declare_page(RightsClaim, "staff:claim", "{0.pk}", tab="staff")
declare_page(Work, "staff:works", tab="staff")
declare_page(WorkCase, "staff:work-case", "{0.pk}", tab="staff")
declare_page(BankTransfer, "staff:transfers", tab="staff", anchor="t{0.pk}")
declare_page(Receipt, "staff:money", tab="staff", anchor="receipt-{0.pk}")
declare_page(Charge, "staff:money", tab="staff")
declare_page(Credit, "staff:money", tab="staff", anchor="credit-{0.pk}")
declare_page(MoneyCase, "staff:money", tab="staff", anchor="case-{0.pk}")
declare_page(Verification, "staff:money", tab="staff", anchor="verification")
