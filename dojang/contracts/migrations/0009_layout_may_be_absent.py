from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0008_layouts_are_those_of_the_versions"),
    ]

    operations = [
        migrations.AlterField("contract", "layout", models.JSONField(null=True)),
    ]
