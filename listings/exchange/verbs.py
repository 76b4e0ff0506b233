"""What can be done to an imported file, as the audit trail says it."""

from django.utils.translation import gettext_lazy as _

from listings.exchange.models import Import, ImportRow
from marketplace.kit.activity import declare_verbs

declare_verbs(
    Import,
    {
        "exchange.import": _("File uploaded"),
        "exchange.table": _("Table found"),
        "exchange.columns": _("Columns chosen"),
        "exchange.publish": _("Rows taken over"),
        "exchange.cancel": _("Import cancelled"),
    },
)
declare_verbs(ImportRow, {"exchange.mend": _("Row corrected")})
