from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0009_layout_may_be_absent"),
    ]

    operations = [
        migrations.RemoveField("contract", "layout"),
    ]
