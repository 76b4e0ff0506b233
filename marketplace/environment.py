"""What can be set from outside, read once and refused when it makes no sense.

Without a DATABASE_URL, the servers that `make run` has started in MONSOON_HOME are found: `manage.py` works beside them.
"""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from marketplace.files.address import read_address

ROOT = Path(__file__).resolve().parent.parent
# A transaction that waits for its process longer than this holds locks that others need.
IDLE_IN_TRANSACTION_SECONDS = 240
NOTO_OF_DEBIAN = Path("/usr/share/fonts/truetype/noto")
SERVERS = Path(os.environ.get("MONSOON_HOME") or ROOT / ".monsoon") / "servers.env"


class Environment(BaseSettings):
    """The environment variables of Monsoon; `make run` fills those that are missing."""

    model_config = SettingsConfigDict(
        env_prefix="", extra="ignore", env_file=None if os.environ.get("DATABASE_URL") else SERVERS
    )

    database_url: str = Field(
        "postgresql://monsoon_app@127.0.0.1:5432/monsoon",
        description="where PostgreSQL 18 answers: the application's role",
    )
    database_owner_url: str = Field("", description="the role that owns the tables; empty = DATABASE_URL's owns them")
    database_statement_seconds: int = Field(0, ge=0, description="a longer statement is broken off; 0 = none is")
    migration_statement_seconds: int = Field(900, ge=0, description="the same for a migration's statements")
    redis_url: str = Field("redis://127.0.0.1:6379/0", description="broker and cache")
    stripe_api_key: str = Field("", description="empty = payments by card are switched off")
    stripe_webhook_secret: str = Field("", description="empty = no webhook is accepted")
    stripe_api_base: str = Field("", description="the sandbox's address; empty = Stripe itself")
    stripe_patience_seconds: float = Field(8, gt=0, description="so long may Stripe be silent within an answer")
    monsoon_home: Path = Field(ROOT / ".monsoon", description="uploaded files, mail, certificates")
    monsoon_demo: bool = Field(False, description="demo log-ins on the sign-in page, mail shown at /mailbox/")
    secret_key: str = Field("", min_length=0)
    debug: bool = False
    allowed_hosts: str = "127.0.0.1,localhost,[::1]"
    base_url: str = Field("http://127.0.0.1:8000", description="the address people type, for links in mail")
    celery_queue: str = Field("default", description="the queue this process publishes to and works on")
    secure_cookies: bool = Field(False, description="on wherever HTTPS is spoken")
    storage_reserve_mb: int = Field(200, description="with less room than this, Monsoon is read and not written")
    trusted_proxies: str = Field("", description="addresses or networks of proxies whose X-Forwarded headers are true")
    email_url: str = Field("", description="smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty = no mail")
    mail_from: str = "Monsoon <notices@monsoon.example>"
    health_secret: str = Field("", description="who sends it as X-Health-Secret sees the details of /health/queues")
    files_url: str = Field("", description="s3://key:secret@host/bucket?region=…; empty = files lie in MONSOON_HOME")
    file_scanner: str = Field("", description="package.function or clamd://host:3310, asked about each uploaded file")
    hashed_static: bool = Field(False, description="serve the copies that `collectstatic` made, named by their content")
    fonts: str | None = Field(None, description="folders of further fonts, parted by colons; missing = Debian's")
    bank_account: str = Field("", description="where buyers transfer money to: bank, account number, BIC")

    @field_validator("database_url", "database_owner_url")
    @classmethod
    def only_postgresql(cls, value: str) -> str:
        """Refuse any database but PostgreSQL: the rules of the trade are its constraints."""
        if value and urlsplit(value).scheme not in {"postgresql", "postgres"}:
            raise ValueError("DATABASE_URL must start with postgresql://")
        return value

    @field_validator("email_url")
    @classmethod
    def only_smtp(cls, value: str) -> str:
        """Refuse what is no address of a mail server."""
        if value and (urlsplit(value).scheme not in {"smtp", "smtps"} or not urlsplit(value).hostname):
            raise ValueError("EMAIL_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465")
        return value

    @field_validator("files_url")
    @classmethod
    def only_s3(cls, value: str) -> str:
        """Refuse what is no address of a bucket."""
        read_address(value, Path())
        return value

    @field_validator("fonts")
    @classmethod
    def only_folders(cls, value: str | None) -> str | None:
        """Refuse folders that are not there."""
        missing = [folder for folder in (value or "").split(":") if folder and not Path(folder).is_dir()]
        if missing:
            raise ValueError(f"FONTS: no such folder: {', '.join(missing)}")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def only_networks(cls, value: str) -> str:
        """Refuse what is no list of addresses or networks."""
        read_networks(value)
        return value

    @model_validator(mode="after")
    def a_secret_where_it_counts(self) -> "Environment":
        """Whoever speaks HTTPS serves real people: a key that everybody knows is refused there."""
        if self.secure_cookies and not self.secret_key:
            raise ValueError("SECRET_KEY must be set where SECURE_COOKIES is on")
        return self

    def database(self) -> dict[str, Any]:
        """DATABASE_URL as Django's settings: what the application may do, and for how long."""
        limits = {
            "statement_timeout": self.database_statement_seconds * 1000,
            "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_SECONDS * 1000,
        }
        options = " ".join(f"-c {name}={value}" for name, value in limits.items() if value)
        return settings_of(self.database_url, options)

    def database_owner(self) -> dict[str, Any]:
        """DATABASE_OWNER_URL likewise, without limits: `migrate` sets its own. Empty where none is given."""
        return settings_of(self.database_owner_url) if self.database_owner_url else {}

    def font_folders(self) -> tuple[Path, ...]:
        """FONTS as folders; without it the one of Debian's fonts-noto-core, where it is installed."""
        named = str(NOTO_OF_DEBIAN) if self.fonts is None and NOTO_OF_DEBIAN.is_dir() else self.fonts or ""
        return tuple(Path(folder) for folder in named.split(":") if folder)

    def mail(self) -> dict[str, object]:
        """EMAIL_URL as Django's settings. Without it mail is written into files, which the demo shows."""
        if not self.email_url:
            return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
        url = urlsplit(self.email_url)
        tls = url.scheme == "smtps"
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": url.hostname,
            "EMAIL_PORT": url.port or (465 if tls else 587),
            "EMAIL_HOST_USER": unquote(url.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
            "EMAIL_USE_SSL": tls,
            "EMAIL_USE_TLS": not tls and url.query != "tls=no",
            "EMAIL_TIMEOUT": 10,
        }


def settings_of(address: str, options: str = "") -> dict[str, Any]:
    """A database's address as Django's settings, with options of PostgreSQL's for each session."""
    url = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/") or "monsoon",
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "options": options},
    }


def read_networks(text: str) -> list[IPv4Network | IPv6Network]:
    """The networks of a list with commas. Raises ValueError."""
    return [ip_network(part.strip()) for part in text.split(",") if part.strip()]


environment = Environment()
