"""The history cannot be rewritten through the application's own connection, not even by a mistake of ours."""

from django.db import migrations

REFUSE = """
create function contracts_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'events are append-only' using errcode = 'integrity_constraint_violation';
end $$;
create trigger contracts_event_append_only before update or delete on contracts_event
    for each row execute function contracts_refuse_change();
"""
ALLOW = "drop function contracts_refuse_change() cascade"


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
