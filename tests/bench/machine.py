"""The machine in one line; no names, no paths."""

import os
import platform
from datetime import date
from pathlib import Path

import psycopg


def machine() -> str:
    """CPU, cores, memory, Python, PostgreSQL, the day."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        version = connection.info.server_version
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, "
        f"PostgreSQL {version // 10000}.{version % 10000} with its default settings, {date.today().isoformat()}"
    )
