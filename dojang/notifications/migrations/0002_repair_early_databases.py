"""Databases of commits before 2026-11-22 11:02, when 0001 was still edited in place, become what 0001 makes today."""

from django.db import migrations

from dojang.lib.repairing import add_missing

_BEFORE = """
ALTER TABLE notifications_message ALTER COLUMN contract_id DROP NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(_BEFORE, migrations.RunSQL.noop),
        migrations.RunPython(add_missing("notifications"), migrations.RunPython.noop),
    ]
