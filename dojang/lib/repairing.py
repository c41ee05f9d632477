"""Adds to a database what an earlier form of a migration had not made yet. For migrations alone.

Until November 2026 the first migrations were edited in place. A database of that time has applied them and lacks what was written
into them later. A migration that calls `add_missing` brings it to the state that the migrations describe; it finds nothing to do in
a database made since.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def add_missing(room: str) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    """A step for `RunPython`: adds the tables, columns, constraints and indexes of the room's models that do not exist.

    Existing rows get a new column's default. What exists under the same name is left as it is, whatever its definition.
    """

    def add(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for model in apps.get_app_config(room).get_models():
            _add_to_table(model, editor)

    return add


def _add_to_table(model: Any, editor: BaseDatabaseSchemaEditor) -> None:
    table, introspection = model._meta.db_table, editor.connection.introspection
    with editor.connection.cursor() as cursor:
        if table not in introspection.table_names(cursor):
            editor.create_model(model)
            return
        columns = {column.name for column in introspection.get_table_description(cursor, table)}
        for field in model._meta.local_concrete_fields:
            if field.column not in columns:
                editor.add_field(model, field)
        named = introspection.get_constraints(cursor, table)
    for constraint in model._meta.constraints:
        if constraint.name not in named:
            editor.add_constraint(model, constraint)
    for index in model._meta.indexes:
        if index.name not in named:
            editor.add_index(model, index)
