import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0003_endpoints"),
    ]

    operations = [
        migrations.AlterField(
            "exportstream",
            "endpoint",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="streams",
                to="exports.exportendpoint",
            ),
        ),
        migrations.RemoveField("exportstream", "old_endpoint"),
        migrations.AddIndex(
            "exportstream",
            models.Index(fields=["endpoint", "next_at"], condition=Q(waiting=True), name="export_streams_waiting"),
        ),
        migrations.DeleteModel("PausedEndpoint"),
        migrations.DeleteModel("ToldEndpoint"),
    ]
