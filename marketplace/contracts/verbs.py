"""What can be done in this slice, as the audit trail says it."""

from django.utils.translation import gettext_lazy as _

from marketplace.contracts.models import Contract, Material
from marketplace.kit.activity import declare_verbs
from marketplace.offers.models import Offer

declare_verbs(Offer, {"contracts.accept": _("Offer accepted")}, stream=True)
declare_verbs(
    Contract,
    {
        "contracts.draw_up": _("Contract drawn up"),
        "contracts.lapse": _("Contract lapsed"),
    },
)
declare_verbs(
    Contract,
    {
        "contracts.sign": _("Signed"),
        "contracts.seal": _("Sealed"),
        "contracts.activate": _("Licence active"),
    },
    stream=True,
)
declare_verbs(
    Material,
    {
        "contracts.material_delivered": _("Material delivered"),
        "contracts.material_accepted": _("Material accepted"),
        "contracts.material_refused": _("Material refused"),
    },
    stream=True,
)
