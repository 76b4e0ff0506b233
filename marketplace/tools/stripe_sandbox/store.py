"""Everything the sandbox knows, in one SQLite file. One writer at a time: whatever a request does is done whole or not at all."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Doc = dict[str, Any]

SCHEMA = """
create table if not exists objects (
    seq integer primary key autoincrement, id text not null unique, kind text not null, created integer not null,
    body text not null);
create index if not exists objects_by_kind on objects (kind, seq);
create table if not exists deliveries (
    event text primary key references objects (id), state text not null check (state in ('pending', 'done', 'failed')),
    attempts integer not null default 0, next_at real not null, last_answer text not null default '');
create index if not exists deliveries_due on deliveries (state, next_at);
create table if not exists answers (
    key text primary key, fingerprint text not null, path text not null, created integer not null,
    status integer not null, body blob not null);
create table if not exists calls (
    seq integer primary key autoincrement, at real not null, method text not null, path text not null,
    idempotency_key text, parameters text not null, status integer, replayed integer not null, request_id text not null);
"""


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked for. `equal` compares fields, `created` bounds them, `where` is SQL of our own."""

    kind: str
    limit: int = 10
    after: str | None = None
    before: str | None = None
    equal: dict[str, Any] = field(default_factory=dict)
    created: dict[str, int] = field(default_factory=dict)
    where: list[tuple[str, list[Any]]] = field(default_factory=list)


class Store:
    """Objects by id, in the order in which they were made."""

    def __init__(self, file: Path) -> None:
        self.lock = threading.RLock()
        self.depth = 0
        self.database = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self.database.row_factory = sqlite3.Row
        self.database.execute("pragma journal_mode = wal")
        self.database.execute("pragma synchronous = normal")
        self.database.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. A transaction inside another is part of it."""
        with self.lock:
            if self.depth:
                yield
                return
            self.database.execute("begin immediate")
            self.depth = 1
            try:
                yield
            except BaseException:
                self.database.execute("rollback")
                raise
            else:
                self.database.execute("commit")
            finally:
                self.depth = 0

    def rows(self, sql: str, values: list[Any] | tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        """Run one statement."""
        with self.lock:
            return self.database.execute(sql, values).fetchall()

    def put(self, doc: Doc) -> Doc:
        """Keep an object, new or changed."""
        sql = "insert into objects (id, kind, created, body) values (?, ?, ?, ?) on conflict (id) do update set body = excluded.body"
        self.rows(sql, (doc["id"], doc["object"], doc.get("created", 0), json.dumps(doc, ensure_ascii=False)))
        return doc

    def get(self, identifier: str, kind: str = "") -> Doc | None:
        """The object of that id, if there is one (of that kind)."""
        found = self.rows("select kind, body from objects where id = ?", (identifier,))
        if not found or (kind and found[0]["kind"] != kind):
            return None
        doc: Doc = json.loads(found[0]["body"])
        return doc

    def list_page(self, page: Page) -> tuple[list[Doc], bool]:
        """The objects of one page, newest first, and whether there are more."""
        conditions, values = conditions_of(page)
        order = "asc" if page.before else "desc"
        sql = f"select body from objects where {' and '.join(conditions)} order by seq {order} limit ?"  # noqa: S608 -- own words only
        found = [json.loads(row["body"]) for row in self.rows(sql, [*values, page.limit + 1])]
        shown = found[: page.limit]
        return (shown[::-1] if page.before else shown), len(found) > page.limit

    def all(self, kind: str, **equal: Any) -> list[Doc]:
        """Every object of a kind, newest first."""
        return self.list_page(Page(kind, limit=1_000_000, equal=equal))[0]


def conditions_of(page: Page) -> tuple[list[str], list[Any]]:
    """The page as SQL. Field names come from our own code, never from a caller."""
    conditions: list[str] = ["kind = ?"]
    values: list[Any] = [page.kind]
    signs = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
    for name, value in page.equal.items():
        conditions.append("json_extract(body, ?) is ?")
        values += [f"$.{name}", value]
    for name, value in page.created.items():
        conditions.append(f"created {signs[name]} ?")
        values.append(value)
    for sign, identifier in (("<", page.after), (">", page.before)):
        if identifier:
            conditions.append(f"seq {sign} (select seq from objects where id = ?)")  # noqa: S608 -- our own two signs
            values.append(identifier)
    for sql, more in page.where:
        conditions.append(sql)
        values += more
    return conditions, values
