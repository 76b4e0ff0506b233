"""Secrets that we hand out once: made here, kept as digests only."""

import hashlib
import secrets
import string
from datetime import datetime

from django.utils.crypto import salted_hmac

ALPHABET = string.ascii_letters + string.digits
TOKEN_LENGTH = 40


def digest_secret(secret: str) -> str:
    """What is kept of a secret: its SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_api_token() -> str:
    """`mn_` and 40 random letters and digits (238 bits)."""
    return "mn_" + "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


def invitation_token(organisation_id: int, email: str, created_at: datetime) -> str:
    """The secret of an invitation's link, 64 hexadecimal digits.

    Derived from the installation's key, so that the task which mails it can make it again: the row keeps a digest.
    """
    value = f"{organisation_id}:{email}:{created_at.isoformat()}"
    return salted_hmac("accounts.invitation", value, algorithm="sha256").hexdigest()
