"""What a database is made of, as lines that can be compared."""

from psycopg import Connection

_COLUMNS = """
SELECT format('column %s.%s %s%s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
              CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
              coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), ''),
              CASE a.attidentity WHEN '' THEN '' ELSE format(' IDENTITY %s', a.attidentity) END,
              CASE a.attgenerated WHEN '' THEN '' ELSE format(' GENERATED %s', a.attgenerated) END)
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v')
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
"""
# Django ends the names of indexes and foreign keys with a hash of the operation that made them, so names are left out where
# the definition says it all. Names that errors are read by are constraints of the models, and stay.
_CONSTRAINTS = """
SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""
_INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
_TABLES = """
SELECT format('table %s %s %s %s', relname, relkind, reloptions, relpersistence) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S')
"""
_TRIGGERS = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
_FUNCTIONS = """
SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
"""
_TYPES = """
SELECT format('type %s %s', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder))
FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
"""
_ALL = (_COLUMNS, _CONSTRAINTS, _INDEXES, _TABLES, _TRIGGERS, _FUNCTIONS, _TYPES)


def schema_of(connection: Connection) -> list[str]:
    """Every table, column, constraint, index, trigger, function and type of the database, one a line, sorted.

    The order of columns in a table is left out: a column that was added later stands last and works the same.
    """
    return sorted(line for query in _ALL for (line,) in connection.execute(query))
