"""An endpoint is a row of its own. Dispatchers of before do not know it, so they must be down while this runs."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
INSERT INTO export_endpoint (company_id, origin, paused_at, notified_at)
SELECT company_id, origin, max(paused_at), max(told_at) FROM (
  SELECT split_part(old_endpoint, ' ', 1)::bigint AS company_id, substr(old_endpoint, strpos(old_endpoint, ' ') + 1) AS origin,
         NULL::timestamptz AS paused_at, NULL::timestamptz AS told_at FROM export_stream
  UNION ALL
  SELECT company_id, substr(endpoint, strpos(endpoint, ' ') + 1), paused_at, NULL FROM export_paused_endpoint
  UNION ALL
  SELECT company_id, substr(endpoint, strpos(endpoint, ' ') + 1), NULL, told_at FROM export_told_endpoint
) known GROUP BY company_id, origin ORDER BY company_id, origin;

UPDATE export_stream s SET endpoint_id = e.id, tried_at = (
  SELECT max(a.started_at) FROM export_delivery d JOIN export_attempt a ON a.delivery_id = d.id WHERE d.contract_id = s.contract_id
) FROM export_endpoint e WHERE s.old_endpoint = e.company_id || ' ' || e.origin;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0002_repair_early_databases"),
        ("exports", "0002_repair_early_databases"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportEndpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=400)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("notified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="export_endpoints",
                        to="companies.company",
                    ),
                ),
            ],
            options={
                "db_table": "export_endpoint",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "origin"), name="one_export_endpoint_an_origin")
                ],
            },
        ),
        migrations.RemoveIndex("exportstream", "export_streams_waiting"),
        migrations.RenameField("exportstream", "endpoint", "old_endpoint"),
        migrations.AddField(
            "exportstream",
            "endpoint",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="streams",
                to="exports.exportendpoint",
            ),
        ),
        migrations.AddField("exportstream", "tried_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
