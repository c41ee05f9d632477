"""Where a contract's exports go, what is to be sent, and every try there was.

The dispatcher works on these tables with SQL of its own, in `statements`; a change here is a change there.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event
from dojang.exports.order import Protocol
from dojang.lib import clock


class ExportTarget(models.Model):
    """What the integrator asked for when the contract started. It does not change afterwards."""

    class Scope(models.TextChoices):
        ALL = "ALL"
        START_AND_END = "StartAndEnd"

    contract = models.OneToOneField(Contract, models.PROTECT, primary_key=True, related_name="export_target")
    url = models.CharField(max_length=2000)
    scope = models.CharField(max_length=11, choices=Scope)
    protocol = models.CharField(max_length=5, choices=[(one, one) for one in Protocol], default=Protocol.CODED)
    request_code = models.CharField(max_length=500, blank=True)
    client_id = models.CharField(max_length=500, blank=True)
    authorization = models.CharField(max_length=4000, blank=True)
    download_links = models.BooleanField(default=False)
    params = models.JSONField(default=list)  # [{"name": …, "default": …, "fields": [names of boxes]}]
    new_names = models.JSONField(default=dict)  # of v3: {name of a box: the name it is exported under}
    embed = models.BooleanField(default=False)  # the integrator notifies the signers; exports carry their links

    class Meta:
        db_table = "export_target"


class ExportEndpoint(models.Model):
    """Where exports of a company go: one server. Its exports are spared together when it fails, and paused together."""

    company = models.ForeignKey(
        Company, models.CASCADE, related_name="export_endpoints", db_index=False
    )  # has the constraint
    origin = models.CharField(max_length=400)  # scheme, name and port of the URLs
    paused_at = models.DateTimeField(null=True, blank=True)  # by a person: exports are planned as ever, and wait
    notified_at = models.DateTimeField(null=True, blank=True)  # when the company last heard of its resting exports

    class Meta:
        db_table = "export_endpoint"
        constraints = [models.UniqueConstraint(fields=["company", "origin"], name="one_export_endpoint_an_origin")]

    def __str__(self) -> str:
        return f"{self.origin} of company {self.company_id}"


class ExportStream(models.Model):
    """A contract's exports as one line: who works on it now, and when it continues.

    `pending` counts the deliveries that are not done, so that completing one never has to look whether there are more.
    `next_at` is when the first of them is due; none while nothing is due or a person has to decide.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        PARKED = "parked"  # every try has failed; a person decides
        STOPPED = "stopped"  # the receiver said 410: it wants no more of this contract

    contract = models.OneToOneField(Contract, models.PROTECT, primary_key=True, related_name="export_stream")
    endpoint = models.ForeignKey(ExportEndpoint, models.PROTECT, related_name="streams", db_index=False)
    seq = models.PositiveIntegerField(default=0)  # number of the newest delivery
    pending = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    waiting = models.BooleanField(default=False)  # due, but its endpoint has all it can take
    owner = models.PositiveIntegerField(null=True, blank=True)  # the dispatcher that works on it
    sending = models.PositiveBigIntegerField(null=True, blank=True)  # the delivery that it sends
    claim = models.PositiveBigIntegerField(
        default=0
    )  # moves at each claim and each result, so that a late one is noticed
    leased_until = models.DateTimeField(null=True, blank=True)
    fails = models.PositiveIntegerField(default=0)  # of the delivery that is first in line
    failing_since = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    reason = models.CharField(max_length=40, blank=True)  # why it is parked or stopped: the last try's error or status
    ended_at = models.DateTimeField(null=True, blank=True)  # since when it is parked or stopped
    told_at = models.DateTimeField(null=True, blank=True)  # when the company was notified that it is parked or stopped
    tried_at = models.DateTimeField(null=True, blank=True)  # when the newest try was written down

    class Meta:
        db_table = "export_stream"
        constraints = [
            models.CheckConstraint(
                name="export_stream_is_owned_on_a_lease",
                condition=Q(owner__isnull=True, leased_until__isnull=True)
                | Q(owner__isnull=False, leased_until__isnull=False, waiting=False),
            ),
            models.CheckConstraint(
                name="export_stream_rests_when_it_does_not_run",
                condition=Q(state="running", ended_at__isnull=True)
                | (~Q(state="running") & Q(next_at__isnull=True, owner__isnull=True, ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="export_stream_goes_on_exactly_while_something_is_pending",
                condition=~Q(state="running")
                | Q(pending=0, next_at__isnull=True)
                | Q(pending__gt=0, next_at__isnull=False),
            ),
            models.CheckConstraint(
                name="export_stream_has_sent_no_more_than_it_has", condition=Q(pending__lte=F("seq"))
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(owner=None, waiting=False, next_at__isnull=False, fails=0),
                name="export_streams_fresh",
            ),
            models.Index(
                fields=["next_at"],
                condition=Q(owner=None, waiting=False, next_at__isnull=False, fails__gt=0),
                name="export_streams_again",
            ),
            models.Index(fields=["endpoint", "next_at"], condition=Q(waiting=True), name="export_streams_waiting"),
            models.Index(fields=["owner"], condition=Q(owner__isnull=False), name="export_streams_owned"),
            models.Index(fields=["ended_at"], condition=~Q(state="running"), name="export_streams_ended"),
            models.Index(
                fields=["ended_at"], condition=~Q(state="running") & Q(told_at=None), name="export_streams_to_tell"
            ),
        ]


class DispatcherLease(models.Model):
    """A dispatcher that works through a pooler, and until when that counts if it is not renewed."""

    number = models.PositiveIntegerField(primary_key=True)  # as in `ExportStream.owner`
    alive_until = models.DateTimeField()

    class Meta:
        db_table = "export_dispatcher"


class Delivery(models.Model):
    """One export, frozen when it was planned; every try sends these bytes under this id. Only `state` changes."""

    class State(models.TextChoices):
        PENDING = "pending"
        DELIVERED = "delivered"
        SKIPPED = "skipped"  # a person decided that it need not arrive

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="deliveries", db_index=False)
    event = models.OneToOneField(Event, models.PROTECT, related_name="delivery")
    seq = models.PositiveIntegerField()  # 1, 2, 3 … in the contract's order
    webhook_id = models.UUIDField(default=uuid.uuid4, unique=True)
    url = models.CharField(max_length=2000)
    body = models.BinaryField()
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    planned_at = models.DateTimeField(default=clock.now)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "export_delivery"
        constraints = [
            models.UniqueConstraint(fields=["contract", "seq"], name="deliveries_of_a_contract_are_numbered"),
            models.CheckConstraint(name="deliveries_count_from_one", condition=Q(seq__gte=1)),
            models.CheckConstraint(
                name="a_delivered_export_has_its_time",
                condition=Q(state="delivered", delivered_at__isnull=False)
                | (~Q(state="delivered") & Q(delivered_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["contract", "seq"], condition=Q(state="pending"), name="deliveries_pending")]


class Attempt(models.Model):
    """One try: what the receiver answered, or why there was no answer. It holds nothing secret."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="attempts", db_index=False)
    number = models.PositiveIntegerField()  # 1, 2, 3 …
    started_at = models.DateTimeField()
    duration = models.PositiveIntegerField()  # milliseconds
    status = models.PositiveSmallIntegerField(null=True, blank=True)  # of HTTP; none when there was no answer
    error = models.CharField(max_length=40, blank=True)  # `outgoing.Fault`, or a word of `sender`
    remote_ip = models.GenericIPAddressField(null=True, blank=True)
    answer = models.CharField(max_length=1024, blank=True)  # the first 1,024 bytes of the answer's body

    class Meta:
        db_table = "export_attempt"
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="attempts_of_a_delivery_are_numbered")
        ]


class Intervention(models.Model):
    """What a person did to exports, so that one can tell afterwards why one came late, twice or never. Only ever added."""

    class Kind(models.TextChoices):
        RETRY = "retry"
        SKIP = "skip"
        REPLAY = "replay"
        PAUSE = "pause"
        RESUME = "resume"
        TEST = "test"

    company = models.ForeignKey(Company, models.CASCADE, related_name="export_interventions")
    kind = models.CharField(max_length=6, choices=Kind)
    at = models.DateTimeField(default=clock.now)
    actor = models.CharField(max_length=254)  # the member's email, or "operator" for the command line
    reason = models.CharField(max_length=250, blank=True)
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, blank=True, related_name="export_interventions")
    seq = models.PositiveIntegerField(null=True, blank=True)  # the delivery, where one was meant
    target = models.CharField(max_length=2000, blank=True)  # the endpoint or URL, where one was meant
    since = models.DateTimeField(null=True, blank=True)  # the range, where one was meant
    until = models.DateTimeField(null=True, blank=True)
    deliveries = models.PositiveIntegerField(default=0)  # how many it put in line or took out

    class Meta:
        db_table = "export_intervention"
        indexes = [models.Index(fields=["company", "-id"], name="export_interventions_newest")]
