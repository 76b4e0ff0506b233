"""The people of the demo, for the sign-in page. Shown only where MONSOON_DEMO is on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "monsoon-demo"  # noqa: S105 -- no secret: it is printed on the sign-in page

# (e-mail address, what the person does, organisation): the addresses are those of `marketplace.tools.demo.people`.
LOGINS: tuple[tuple[str, str | Promise, str], ...] = (
    ("wang.min@yunfan.example", _("Buyer, owner"), "Yunfan Video"),
    ("li.na@yunfan.example", _("Buyer, finance"), "Yunfan Video"),
    ("chen.hao@yunfan.example", _("Buyer, signatory"), "Yunfan Video"),
    ("narin@saphan.example", _("Seller, owner"), "Saphan Pictures"),
    ("malee@saphan.example", _("Seller, signatory"), "Saphan Pictures"),
    ("mei@monsoon.example", _("Monsoon staff"), "Monsoon"),
    ("arun@monsoon.example", _("Monsoon staff, second person"), "Monsoon"),
)
