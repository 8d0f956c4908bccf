"""What is signed, adopted or logged cannot change: rows that the database itself refuses to alter.

Each app says with `freeze` which of its rows stand fast, when, and in which words that is refused. A trigger holds it,
in SQLite and in PostgreSQL, whichever way one goes: `save`, `update`, `delete`, `bulk_update`, a cascade or plain SQL.
What the trigger refuses comes as a DomainError with the rule's sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Model
from django.db.models.signals import post_migrate, pre_migrate

from finsam.errors import DomainError

_MARK = "finsam stands fast:"
_PREFIX = "finsam_fast_"
_is_thawed = ContextVar("is_thawed", default=False)


@dataclass(frozen=True)
class Rule:
    """Rows of a model that stand fast.

    `model` is its label, `name` tells the model's rules apart, `when` is the condition in SQL on OLD (the row as it
    lies; empty: always) and `unless` the change that is let through, in SQL on OLD and NEW. `fields` are those that
    must stay as they are; none named: all but `loose`. A row under the rule cannot be deleted either, unless `may_go`,
    and with `is_closed` no row comes to those that stand fast.
    """

    model: str
    name: str
    sentence: str
    when: str = ""
    unless: str = ""
    fields: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    may_go: bool = False
    is_closed: bool = False

    @property
    def key(self) -> str:
        """The rule's own name, also that of its triggers."""
        return f"{_PREFIX}{self.model.lower().replace('.', '_')}_{self.name}"


RULES: dict[str, Rule] = {}


def freeze(*rules: Rule) -> None:
    """Let the database refuse to change what the rules name, from the next `migrate` on."""
    for rule in rules:
        RULES[rule.key] = rule


@contextmanager
def thawed() -> Iterator[None]:
    """Let everything be changed inside the block: for emptying a whole database, and for nothing else."""
    token = _is_thawed.set(True)
    _tell_postgresql("yes")
    try:
        yield
    finally:
        _is_thawed.reset(token)
        _tell_postgresql("")


def _tell_postgresql(value: str) -> None:
    if connection.vendor == "postgresql" and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('finsam.thawed', %s, false)", [value])


def install(*, using: str = "default", **_: Any) -> None:
    """Make the triggers anew, of each rule whose table has come as far as the rule; after each `migrate`."""
    database = connections[using]
    with database.cursor() as cursor:
        tables = set(database.introspection.table_names(cursor))
        for rule in RULES.values():
            for statement in _statements(database, rule, tables):
                cursor.execute(statement)


def remove(*, using: str = "default", **_: Any) -> None:
    """Take the triggers away, so that a migration can do its work."""
    database = connections[using]
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute(
                "SELECT name, '' FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{_PREFIX}%"]
            )
        else:
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE %s",
                [f"{_PREFIX}%"],
            )
        for name, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if table else ""))


def _statements(database: BaseDatabaseWrapper, rule: Rule, tables: set[str]) -> list[str]:
    """Give the SQL that makes the rule's triggers; none where a table or column is not there (an older schema)."""
    model = apps.get_model(rule.model)
    table, columns = model._meta.db_table, _columns(model, rule)
    if table not in tables or not _columns_of(database, table).issuperset(columns):
        return []
    return _WRITERS[database.vendor](rule, table, columns)


def _columns_of(database: BaseDatabaseWrapper, table: str) -> set[str]:
    """Give the columns that a table has, from an empty answer: Django's own description reads the table's whole SQL."""
    with database.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE 1 = 0')  # noqa: S608  a table of our own
        return {each[0] for each in cursor.description}


def _columns(model: type[Model], rule: Rule) -> list[str]:
    named = [model._meta.get_field(name) for name in rule.fields]
    loose = {model._meta.get_field(name) for name in rule.loose}
    fields = named or [each for each in model._meta.concrete_fields if each not in loose]
    return [str(each.column) for each in fields]  # type: ignore[union-attr]  # concrete fields have a column


def _sqlite(rule: Rule, table: str, columns: list[str]) -> list[str]:
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    changed = f"({changed}) AND NOT ({rule.unless or '0'})"
    guard = f"NOT finsam_thawed() AND ({rule.when or '1'})"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_MARK}{rule.key}'); END"
    made = [
        f"DROP TRIGGER IF EXISTS {rule.key}_update",
        f"DROP TRIGGER IF EXISTS {rule.key}_delete",
        f'CREATE TRIGGER {rule.key}_update BEFORE UPDATE ON "{table}" WHEN {guard} AND {changed} {refuse}',
    ]
    if not rule.may_go:
        made.append(f'CREATE TRIGGER {rule.key}_delete BEFORE DELETE ON "{table}" WHEN {guard} {refuse}')
    made.append(f"DROP TRIGGER IF EXISTS {rule.key}_insert")
    if rule.is_closed:
        made.append(
            f'CREATE TRIGGER {rule.key}_insert BEFORE INSERT ON "{table}" WHEN {_of_new(guard)} {refuse}'
        )
    return made


def _of_new(condition: str) -> str:
    """Ask of the row that comes what a rule asks of the one that lies there."""
    return condition.replace("OLD.", "NEW.")


def _postgresql(rule: Rule, table: str, columns: list[str]) -> list[str]:
    changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns)
    changed = f"({changed}) AND NOT ({rule.unless or 'false'})"
    guard = f"coalesce(current_setting('finsam.thawed', true), '') <> 'yes' AND ({rule.when or 'true'})"
    refuse = f"RAISE EXCEPTION '{_MARK}{rule.key}' USING ERRCODE = 'integrity_constraint_violation';"

    def function(act: str, condition: str, result: str) -> list[str]:
        name = f"{rule.key}_{act}"
        made = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        trigger = f'CREATE OR REPLACE TRIGGER {name} BEFORE {act.upper()} ON "{table}" '
        return [
            f"{made} $finsam$ BEGIN IF {condition} THEN {refuse} END IF; RETURN {result}; END $finsam$",
            f"{trigger} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]

    made = function("update", f"{guard} AND {changed}", "NEW")
    if not rule.may_go:
        made += function("delete", guard, "OLD")
    return made + function("insert", _of_new(guard), "NEW") if rule.is_closed else made


_WRITERS: dict[str, Callable[[Rule, str, list[str]], list[str]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}


def _refuse_in_words(
    execute: Any,
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001  as Django calls it
    context: dict[str, Any],
) -> Any:
    """Run a statement; what a trigger refuses is told with the rule's own sentence."""
    try:
        return execute(sql, params, many, context)
    except IntegrityError as error:
        _, mark, rest = str(error).partition(_MARK)
        rule = RULES.get(rest.split()[0]) if mark else None
        if rule is None:
            raise
        raise DomainError(rule.sentence) from error


def _prepare(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Give a new connection what the triggers ask for, and the words in which they refuse."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("finsam_thawed", 0, _is_thawed.get)
    if _refuse_in_words not in connection.execute_wrappers:
        connection.execute_wrappers.append(_refuse_in_words)


# From the first import on: a connection that does not know the triggers' function could change nothing that stands fast.
connection_created.connect(_prepare, dispatch_uid="finsam.freezing")


def follow_migrations(sender: Any) -> None:
    """Let the triggers go before a migration and come back after it, once each; `sender` is the core's app."""
    pre_migrate.connect(remove, sender=sender, dispatch_uid="finsam.freezing")
    post_migrate.connect(install, sender=sender, dispatch_uid="finsam.freezing")
