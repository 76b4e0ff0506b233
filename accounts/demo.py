"""The people of the demo, for the sign-in page. Shown only where MONSOON_DEMO is on."""

from django.utils.functional import Promise

PASSWORD = "monsoon-demo"  # noqa: S105 -- no secret: it is printed on the sign-in page

# (e-mail address, what the person does, organisation): filled by the demo data.
LOGINS: tuple[tuple[str, str | Promise, str], ...] = ()
