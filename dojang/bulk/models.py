"""Bulk starts: many contracts in one request, each a row that is started exactly once."""

from django.db import models
from django.db.models import Q

from dojang.companies.models import Company, Member
from dojang.contracts.models import Contract
from dojang.lib import clock
from dojang.library.models import Template


class Bulk(models.Model):
    """One bulk start; its rows have its progress."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="bulks")
    member = models.ForeignKey(Member, models.PROTECT)  # in whose name the contracts start
    template = models.ForeignKey(Template, models.PROTECT)
    total = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=clock.now)
    canceled_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)  # no row waits any more
    counts = models.JSONField(null=True, blank=True)  # of its rows by their states, since it finished
    emptied_at = models.DateTimeField(null=True, blank=True)  # when its rows, which name people, were removed

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(finished_at=None), name="bulks_under_way")]


class BulkRow(models.Model):
    """One contract of the request. Its state changes in the transaction that starts the contract."""

    class State(models.TextChoices):
        WAITING = "waiting"
        STARTED = "started"
        FAILED = "failed"
        CANCELED = "canceled"

    bulk = models.ForeignKey(Bulk, models.CASCADE, related_name="rows", db_index=False)  # has one_row_a_number
    number = models.PositiveIntegerField()  # 1, 2, 3 … in the order of the request
    reference = models.CharField(max_length=100, blank=True)  # the caller's own name for it
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)  # attempts to start it
    order = models.BinaryField(default=bytes)  # encrypted, gone once the row is done: it may hold access codes
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, blank=True, related_name="+")
    error = models.JSONField(null=True, blank=True)  # why it failed; the API words it
    warnings = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulk", "number"], name="one_row_a_number"),
            models.CheckConstraint(
                name="exactly_a_started_row_has_a_contract",
                condition=Q(state="started", contract__isnull=False) | (~Q(state="started") & Q(contract__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["bulk", "state", "number"], name="rows_of_a_bulk_by_state"),
        ]
