"""The words of this slice's notices."""

from django.utils.translation import gettext_lazy as _

from accounts.notices import word_notice
from accounts.states import NoticeClass

word_notice(
    "exchange.checked",
    _("Checked: %(name)s"),
    _("The file was read. Look at the rows and take over the good ones."),
    notice_class=NoticeClass.ASKS,
)
word_notice("exchange.refused", _("Refused: %(name)s"), _("Nothing of the file could be used. The page says why."))
word_notice(
    "exchange.done", _("Taken over: %(name)s"), _("The good rows are in. Those that were wrong wait on the page.")
)
word_notice("exchange.gave_up", _("Stopped: %(name)s"), _("The import could not go on. What was taken over stays."))
