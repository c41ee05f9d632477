"""Why a row failed is a code and its parameters. Rows of before have the name of a class and all that it held."""

from django.db import migrations
from psycopg.types.json import Jsonb

# Whatever else was raised reads as unexpected, as it did.
CODES = {
    "BlobDamaged": "blob_damaged",
    "OrderLost": "order_lost",
    "PlanExpired": "plan_expired",
    "QuotaSpent": "quota_spent",
    "SignersDoNotMatch": "signers_do_not_match",
    "StartGivenUp": "given_up",
    "TemplateFaulty": "template_faulty",
    "TemplateIncomplete": "template_incomplete",
    "TemplateWithoutSteps": "template_without_steps",
    "UnknownMember": "unknown_member",
    "UnknownTemplate": "unknown_template",
    "ValueRefused": "bad_value",
}
CONVERT = """
update bulk_bulkrow set error = jsonb_build_object(
    'code', coalesce(%(codes)s::jsonb ->> (error ->> 'error'), 'unexpected'),
    'params', coalesce(error -> 'values', '{}') - 'details' || coalesce(error -> 'values' -> 'details', '{}')
) where jsonb_exists(error, 'error')
"""


def convert(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(CONVERT, {"codes": Jsonb(CODES)})


class Migration(migrations.Migration):
    dependencies = [
        ("bulk", "0002_repair_early_databases"),
    ]

    operations = [
        migrations.RunPython(convert, migrations.RunPython.noop),
    ]
