from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import StaffRole
from accounts.states import NoticeChannel, NoticeClass
from marketplace.kit.owner import as_owner


class UserManager(BaseUserManager["User"]):
    """Makes users; an e-mail address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Somebody with every role on the staff: only the tables' owner may make one."""
        given = {"is_staff": True, "is_superuser": True, "staff_roles": StaffRole.values} | fields
        with as_owner():
            return self.create_user(email, password, **given)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Signs in with an e-mail address; acts through memberships, or as staff."""

    email = models.EmailField(_("work e-mail"), unique=True)
    full_name = models.CharField(_("name"), max_length=120, blank=True)
    latin_name = models.CharField(_("name in Latin letters"), max_length=120, blank=True)
    job_title = models.CharField(_("position"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    display_currency = models.CharField(_("display currency"), max_length=3, blank=True)
    theme = models.CharField(_("theme"), max_length=5, default="auto")
    changes_channel = models.CharField(max_length=6, choices=NoticeChannel.choices, default=NoticeChannel.MAIL)
    news_channel = models.CharField(max_length=6, choices=NoticeChannel.choices, default=NoticeChannel.MAIL)
    is_staff = models.BooleanField(default=False)
    staff_roles = ArrayField(models.CharField(max_length=16, choices=StaffRole), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_address"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="address_in_lower_case"),
            models.CheckConstraint(
                condition=models.Q(is_staff=True) | models.Q(staff_roles=[]), name="only_staff_have_staff_roles"
            ),
            models.CheckConstraint(
                condition=models.Q(staff_roles__contained_by=StaffRole.values), name="staff_roles_known"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name to show others: the full name, or the address's first part while none is given."""
        return self.full_name or self.email.partition("@")[0]

    def channel_for(self, notice_class: NoticeClass) -> str:
        """How a notice of this class reaches the person. What asks for an act, or is about the account, is always mailed."""
        chosen = {NoticeClass.CHANGES: self.changes_channel, NoticeClass.NEWS: self.news_channel}
        return chosen.get(notice_class, NoticeChannel.MAIL)

    def get_full_name(self) -> str:
        return self.display_name
