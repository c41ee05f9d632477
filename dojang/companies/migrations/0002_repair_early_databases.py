"""Databases of commits before 2026-11-22 11:02, when 0001 was still edited in place, become what 0001 makes today."""

from django.db import migrations

from dojang.lib.repairing import add_missing

_BEFORE = """
-- They were by LOWER.
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_indexes WHERE indexname = 'company_id_is_unique_in_any_case' AND indexdef LIKE '%lower%') THEN
        DROP INDEX company_id_is_unique_in_any_case, member_email_is_unique_in_its_company;
    END IF;
END $$;
"""

_AFTER = """
-- As 0001 makes it: written at every call, worth nothing after a crash.
ALTER TABLE companies_pace SET UNLOGGED;
ALTER TABLE companies_pace SET (fillfactor = 50);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(_BEFORE, migrations.RunSQL.noop),
        migrations.RunPython(add_missing("companies"), migrations.RunPython.noop),
        migrations.RunSQL(_AFTER, migrations.RunSQL.noop),
    ]
