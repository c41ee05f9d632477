"""Databases of commits before 2026-11-22 11:02, when 0001 was still edited in place, become what 0001 makes today."""

from django.db import migrations

from dojang.lib.repairing import add_missing


class Migration(migrations.Migration):
    dependencies = [
        ("bulk", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(add_missing("bulk"), migrations.RunPython.noop),
    ]
