"""Making the embedded PostgreSQL's files, and what is done to them while no server runs on them."""

import os
import pwd
import secrets
import shutil
import subprocess
from pathlib import Path

from marketplace.tools.launcher.binaries import postgres_programs
from marketplace.tools.launcher.problems import CannotStart

# The server's own superuser has no password that anybody keeps: nobody signs in as it, see `execute_offline`.
SUPERUSER = DATABASE = "monsoon"
# The owner of the tables migrates; the application works on them, and may change neither them nor their guards.
OWNER, APPLICATION = "monsoon_owner", "monsoon_app"
# Nothing of the caller's: a PGDATA or PGHOST of another PostgreSQL must not lead ours astray.
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC"}


def server_account() -> tuple[int, int] | None:
    """PostgreSQL refuses to run as root, so root runs it as `nobody`; everybody else as themselves (None)."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def prepare_cluster(folder: Path, owner_password: str, application_password: str) -> None:
    """Make the database cluster if there is none. Text follows PostgreSQL's own Unicode rules, not the machine's."""
    if folder.exists():
        return
    account = server_account()
    fresh = folder.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)  # left by a first start that was broken off
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    password_file = folder.with_name("password")
    password_file.touch(mode=0o600)
    password_file.write_text(secrets.token_urlsafe(32))
    if account is not None:
        os.chown(folder.parent, *account)
        os.chown(password_file, *account)
    try:
        command: list[str | Path] = ["initdb", "-D", fresh, "-U", SUPERUSER, "--encoding=UTF8", "--locale=C.UTF-8"]
        command += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
        _run_program([*command, "--auth=scram-sha-256", f"--pwfile={password_file}"])
        execute_offline(fresh, "postgres", f"CREATE DATABASE {DATABASE}")
        make_roles(fresh, owner_password, application_password)
    finally:
        password_file.unlink()
    fresh.rename(folder)


# Homes made before the roles: there the superuser owned everything, and the application signed in as it.
TAKE_OVER = """
do $$ declare command text; begin for command in
  select format('alter %s %s owner to {owner}', case relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass)
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S') and relowner <> '{owner}'::regrole
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i', 'e'))
  union all
  select format('alter routine %s owner to {owner}', p.oid::regprocedure) from pg_proc p
    where pronamespace = 'public'::regnamespace and proowner <> '{owner}'::regrole
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all
  select format('alter type %s owner to {owner}', t.oid::regtype) from pg_type t join pg_class c on c.oid = t.typrelid
    where typnamespace = 'public'::regnamespace and relkind = 'c' and typowner <> '{owner}'::regrole
loop execute command; end loop; end $$
"""
NEW_ROLE = "do $$ begin if to_regrole('{role}') is null then create role {role}; end if; end $$"


def make_roles(folder: Path, owner_password: str, application_password: str) -> None:
    """Give the stopped cluster its two roles, and the first of them everything there is. Twice is harmless."""
    execute_offline(
        folder,
        DATABASE,
        NEW_ROLE.format(role=OWNER),
        NEW_ROLE.format(role=APPLICATION),
        f"alter role {OWNER} login nosuperuser nocreatedb nocreaterole password '{owner_password}'",
        f"alter role {APPLICATION} login nosuperuser nocreatedb nocreaterole password '{application_password}'",
        f"alter role {SUPERUSER} password null",
        # What loads a million generated titles goes without triggers.
        f"grant set on parameter session_replication_role to {OWNER}",
        f"alter database {DATABASE} owner to {OWNER}",
        TAKE_OVER.format(owner=OWNER),
    )


def execute_offline(folder: Path, name: str, *statements: str) -> None:
    """Run statements as the superuser on a database of a stopped cluster. Raises CannotStart when one is refused."""
    command: list[str | Path] = ["postgres", "--single", "-j", "-c", "exit_on_error=on", "-D", folder, name]
    _run_program(command, "".join(f"{statement};\n\n" for statement in statements))


def _run_program(command: list[str | Path], text: str = "") -> None:
    """Run one of PostgreSQL's programs to its end. Raises CannotStart with its last line if it fails."""
    account = server_account()
    user, group = account or (None, None)
    done = subprocess.run(
        [str(postgres_programs() / command[0]), *map(str, command[1:])],
        check=False,
        cwd="/",
        env=ENVIRONMENT,
        user=user,
        group=group,
        extra_groups=None if user is None else [],
        input=text,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise CannotStart(f"The database could not be made: {command[0]} says: {reason}")
