"""What can be done in this slice, as the audit trail says it."""

from django.utils.translation import gettext_lazy as _

from marketplace.kit.activity import declare_verbs
from marketplace.watch.models import KnownDelay

declare_verbs(KnownDelay, {"watch.know_delay": _("Delay known")})
