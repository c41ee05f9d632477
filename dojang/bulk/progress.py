"""How far bulk starts have come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count

from dojang.bulk.models import Bulk, BulkRow

Counts = Mapping[BulkRow.State, int]


def counted(bulks: Iterable[Bulk]) -> Mapping[int, Counts]:
    """How many rows of each bulk are in each state, by the bulk's id."""
    found: dict[int, dict[BulkRow.State, int]] = defaultdict(lambda: dict.fromkeys(BulkRow.State, 0))
    rows = BulkRow.objects.filter(bulk__in=[bulk.pk for bulk in bulks]).values_list("bulk", "state")
    for bulk_id, state, many in rows.annotate(many=Count("pk")):
        found[bulk_id][BulkRow.State(state)] = many
    return found
