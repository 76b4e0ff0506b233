"""What is written into the log: never the secret of a link."""

import logging
import re

# The addresses whose last part opens something: invitations, objections, new passwords.
SECRETS = re.compile(r"(/invitation/|/objection/|/reset/key/)[^/\s\"'?]+")


class SecretsOut(logging.Formatter):
    """A line of the log, with the secrets of links left out."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRETS.sub(r"\1…", super().format(record))
