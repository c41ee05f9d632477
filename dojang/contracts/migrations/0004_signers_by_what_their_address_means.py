"""All spellings of one phone find one signer. Those whose contract has ended are looked for by nobody."""

from django.db import migrations, models

FILL = """
update contracts_signer signer
set contact_key = case
    when contact_kind = 'email' then lower(contact_address)
    when contact_address like '+%' then
        regexp_replace(regexp_replace(contact_address, '\\D', '', 'g'), '^8[12]0?([1-9][0-9]{6,10})$', '0\\1')
    else regexp_replace(contact_address, '\\D', '', 'g')
end
from contracts_contract contract
where contract.id = signer.contract_id and contract.status = 'playing'
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_repair_early_databases")]

    operations = [
        migrations.RemoveIndex(model_name="signer", name="signers_by_contact"),
        migrations.AddField(
            model_name="signer", name="contact_key", field=models.CharField(blank=True, default="", max_length=254), preserve_default=False
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="signer", index=models.Index(fields=["contact_key", "contract"], name="signers_by_contact_key")
        ),
    ]
