"""Databases of commits before 2026-11-22 11:02, when 0001 was still edited in place, become what 0001 makes today."""

from django.db import migrations

from dojang.lib.repairing import add_missing

_BEFORE = """
-- It was an index of all contracts.
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_indexes WHERE indexname = 'contracts_of_a_company' AND indexdef NOT LIKE '%WHERE%') THEN
        DROP INDEX contracts_of_a_company;
    END IF;
END $$;
DROP INDEX IF EXISTS contracts_fieldvalue_contract_id_8ed6100d;

ALTER TABLE contracts_contract ADD COLUMN IF NOT EXISTS template_id bigint
    CONSTRAINT contracts_contract_template_id_51d2e329_fk_library_template_id
    REFERENCES library_template (id) DEFERRABLE INITIALLY DEFERRED;
UPDATE contracts_contract AS contract SET template_id = version.template_id
    FROM library_templateversion AS version
    WHERE contract.template_id IS NULL AND version.id = contract.template_version_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE contracts_contract ALTER COLUMN template_id SET NOT NULL;

-- A picture's link named the box; now it has what stood in it.
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_attribute
               WHERE attrelid = 'contracts_link'::regclass AND attname = 'field' AND NOT attisdropped) THEN
        ALTER TABLE contracts_link ADD COLUMN picture jsonb;
        UPDATE contracts_link AS link SET picture = value.data
            FROM contracts_fieldvalue AS value
            WHERE link.purpose = 'picture' AND value.contract_id = link.contract_id AND value.name = link.field;
        DELETE FROM contracts_link WHERE purpose = 'picture' AND picture IS NULL;
        SET CONSTRAINTS ALL IMMEDIATE;
        ALTER TABLE contracts_link DROP COLUMN field;
    END IF;
END $$;
"""

_AFTER = """
-- As `values.search_key`: 64 bits of the hash of template, box and text.
UPDATE contracts_fieldvalue AS value
    SET search_key = ('x' || encode(substring(sha256(
        convert_to(contract.template_id::text, 'UTF8') || '\\x00'::bytea
        || convert_to(value.name, 'UTF8') || '\\x00'::bytea || convert_to(value.text, 'UTF8')
    ) FOR 8), 'hex'))::bit(64)::bigint
    FROM contracts_contract AS contract
    WHERE value.search_key IS NULL AND value.text <> '' AND contract.id = value.contract_id;

-- As `tally.enter`, by blocks of 1,000 ids.
INSERT INTO contracts_tally (company_id, block, visible)
    SELECT company_id, id / 1000, count(*) FROM contracts_contract
    WHERE status <> 'deleted' AND NOT EXISTS (SELECT FROM contracts_tally) GROUP BY 1, 2;

-- Every contract has a folder of its own for the pictures that are still to come.
UPDATE contracts_contract
    SET pictures = format('companies/%s/pictures/%s', company_id, left(replace(gen_random_uuid()::text, '-', ''), 24))
    WHERE pictures = '';
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0002_events_are_append_only"),
    ]

    operations = [
        migrations.RunSQL(_BEFORE, migrations.RunSQL.noop),
        migrations.RunPython(add_missing("contracts"), migrations.RunPython.noop),
        migrations.RunSQL(_AFTER, migrations.RunSQL.noop),
    ]
