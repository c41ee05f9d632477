"""A contract's layout has always been a copy of its template version's, which never changes. Where a copy differs, stop here."""

from django.db import migrations

DIFFERENT = """
select contract.id from contracts_contract contract
join library_templateversion version on version.id = contract.template_version_id
where contract.layout is distinct from version.layout order by contract.id limit 20
"""


def check(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(DIFFERENT)
        different = [str(number) for (number,) in cursor.fetchall()]
    if different:
        raise RuntimeError(
            f"These contracts have another layout than the version of their template: {', '.join(different)}. "
            "Nothing was changed. Their layouts would be lost."
        )


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0007_notes_to_all"),
        ("library", "0004_template_uploads"),
    ]

    operations = [
        migrations.RunPython(check, migrations.RunPython.noop),
    ]
