"""The models of stored responses and rate limits have other names. Their tables keep the names that they have."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0002_repair_early_databases"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel(old_name="Answered", new_name="IdempotentResponse"),
                migrations.AlterModelTable(name="idempotentresponse", table="companies_answered"),
                migrations.RenameModel(old_name="Pace", new_name="RateLimitBucket"),
                migrations.AlterModelTable(name="ratelimitbucket", table="companies_pace"),
            ],
        ),
    ]
