"""The forms of a contract: its signature, and the moves of its materials."""

from django.utils.translation import gettext_lazy as _

from marketplace.files.policies import DELIVERY
from marketplace.files.upload_field import UploadField
from marketplace.kit.inputs import InputForm, LinkField, SecretField, TextField

MAX_NOTE_LENGTH, MAX_NAME_LENGTH, HASH_LENGTH = 1000, 120, 64


class DeliveryForm(InputForm):
    """Where a material is (`link`), the file itself, or how it went (`note`): at least one of them.

    Over the API files go by link.
    """

    link = LinkField(label=_("Link"), required=False)
    file = UploadField(DELIVERY, label=_("File"), required=False, help_text=_("Up to 20 MB"))
    note = TextField(label=_("Note"), max_length=MAX_NOTE_LENGTH, lines=2, required=False)


class RefusalForm(InputForm):
    """Why what was delivered is sent back."""

    reason = TextField(
        label=_("What is wrong"),
        max_length=MAX_NOTE_LENGTH,
        lines=2,
        error_messages={"required": _("Say what is wrong, in up to 1000 characters: the seller reads it.")},
    )


class SignatureForm(InputForm):
    """A person signs what the page showed: `document` is its hash. The second factor comes with the same post."""

    document = TextField(max_length=HASH_LENGTH, hidden=True, required=False)
    typed_name = TextField(label=_("Type your name"), max_length=MAX_NAME_LENGTH, required=False)
    latin_name = TextField(
        label=_("Your name in Latin letters"),
        max_length=MAX_NAME_LENGTH,
        required=False,
        help_text=_("As in your passport. Your signature’s certificate bears it beside your name."),
    )
    password = SecretField(label=_("Your password, again"), required=False)
