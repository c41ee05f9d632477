"""How far bulk starts have come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count

from dojang.bulk.models import Bulk, BulkRow
from dojang.lib import clock

Counts = Mapping[BulkRow.State, int]


def counted(bulks: Iterable[Bulk]) -> Mapping[int, Counts]:
    """The number of rows in each state, by the bulk's id."""
    bulks = list(bulks)
    known = {bulk.pk: _all_states(bulk.counts) for bulk in bulks if bulk.counts is not None}
    return known | _count([bulk.pk for bulk in bulks if bulk.pk not in known])


def finish(bulk: Bulk, canceled_at: datetime | None = None) -> None:
    """Finish the bulk and store the counts of its rows. A bulk that has finished does not change."""
    counts = _count([bulk.pk])[bulk.pk]
    under_way = Bulk.objects.filter(pk=bulk.pk, finished_at=None)
    under_way.update(finished_at=clock.now(), canceled_at=canceled_at, counts=counts)


def _count(bulks: list[int]) -> dict[int, Counts]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = BulkRow.objects.filter(bulk__in=bulks).values_list("bulk", "state")
    for bulk, state, many in rows.annotate(many=Count("pk")):
        found[bulk][state] = many
    return {bulk: _all_states(found[bulk]) for bulk in bulks}


def _all_states(counts: Mapping[str, int]) -> Counts:
    return {state: counts.get(state, 0) for state in BulkRow.State}
