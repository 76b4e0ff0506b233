#!/usr/bin/env python
"""Django's command line, for Monsoon. Beside a running `make run` it works on that one's database."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if "connection failed" not in str(error):
            raise
        sys.exit(f"No database answers: start everything with `make run`, or set DATABASE_URL.\n{error}")
