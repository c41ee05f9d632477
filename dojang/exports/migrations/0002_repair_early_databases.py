"""Databases of commits before 2026-11-22 11:02, when 0001 was still edited in place, become what 0001 makes today."""

from django.db import migrations

from dojang.lib.repairing import add_missing

_AFTER = """
DROP INDEX IF EXISTS export_streams_due;
ALTER TABLE export_delivery RESET (fillfactor);
ALTER TABLE export_stream RESET (fillfactor);
ALTER TABLE export_stream SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(add_missing("exports"), migrations.RunPython.noop),
        migrations.RunSQL(_AFTER, migrations.RunSQL.noop),
    ]
