"""Databases of commits before 2026-11-22 11:02, when 0001 was still edited in place, become what 0001 makes today."""

from django.db import migrations

from dojang.lib.repairing import add_missing

_AFTER = """
CREATE INDEX IF NOT EXISTS documents_sealed_sha256_cc832319 ON documents_sealed (sha256);
CREATE INDEX IF NOT EXISTS documents_sealed_sha256_cc832319_like ON documents_sealed (sha256 varchar_pattern_ops);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(add_missing("documents"), migrations.RunPython.noop),
        migrations.RunSQL(_AFTER, migrations.RunSQL.noop),
    ]
