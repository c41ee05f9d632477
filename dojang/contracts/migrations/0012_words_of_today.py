"""A link is revoked, where it used to die. Only the names in the code change: the columns and the index stay as they are."""

from django.db import migrations, models

REASONS = [
    ("used", "Used"),
    ("replaced", "Replaced"),
    ("canceled", "Canceled"),
    ("expired", "Expired"),
    ("locked", "Locked"),
    ("disposed", "Disposed"),
    ("deleted", "Deleted"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0011_reader_languages"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex(model_name="link", name="links_alive"),
                migrations.RenameField(model_name="link", old_name="died_at", new_name="revoked_at"),
                migrations.AlterField(
                    model_name="link",
                    name="revoked_at",
                    field=models.DateTimeField(blank=True, db_column="died_at", null=True),
                ),
                migrations.RenameField(model_name="link", old_name="death", new_name="revoke_reason"),
                migrations.AlterField(
                    model_name="link",
                    name="revoke_reason",
                    field=models.CharField(blank=True, choices=REASONS, db_column="death", max_length=8),
                ),
                migrations.AddIndex(
                    model_name="link",
                    index=models.Index(
                        fields=["contract", "signer"], condition=models.Q(("revoked_at", None)), name="links_alive"
                    ),
                ),
            ],
        ),
    ]
