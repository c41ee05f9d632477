"""What happened to a contract, in order."""

from django.db import models
from django.db.models import Q

from dojang.contracts.models.contract import Contract


class Event(models.Model):
    """What happened, in order, never changed: a trigger refuses UPDATE and DELETE. See `record`."""

    class Kind(models.TextChoices):
        STARTED = "contract:started"
        SEALED = "contract:sealed"
        CANCELED = "contract:canceled"
        EXPIRED = "contract:expired"
        DISPOSED = "contract:disposed"
        DELETED = "contract:deleted"
        NEW_DEADLINE = "contract:new-deadline"
        SIGNER_CHANGED = "signer:changed"
        OPENED = "signer:opened"
        PROVED = "signer:proved"
        FAILED_PROOF = "signer:failed-proof"
        LOCKED = "signer:locked"
        CONSENTED = "signer:consented"
        VIEWED = "signer:viewed"
        HANDED_OVER = "signer:handed-over"
        APPROVED = "signer:approved"
        REJECTED = "signer:rejected"
        LINK_ROTATED = "link:rotated"
        MESSAGE_SENT = "message:sent"
        MESSAGE_FAILED = "message:failed"
        DOCUMENT_VIEWED = "document:viewed"
        DOCUMENT_DOWNLOADED = "document:downloaded"
        CERTIFICATE_VIEWED = "certificate:viewed"
        CERTIFICATE_DOWNLOADED = "certificate:downloaded"
        DOCUMENT_DAMAGED = "document:damaged"  # the store no longer has what was sealed
        DOCUMENT_RESTORED = "document:restored"
        CERTIFICATE_DAMAGED = "certificate:damaged"
        CERTIFICATE_RESTORED = "certificate:restored"
        ERASED = "personal-data:erased"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()  # 1, 2, 3 … without a gap
    at = models.DateTimeField()
    kind = models.CharField(max_length=24, choices=Kind)
    actor = models.CharField(max_length=16)  # signer, member, system, recipient
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    payload = models.JSONField(default=dict)
    digests = models.JSONField(default=dict)  # of personal values, salted
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        ordering = ["contract_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "seq"], name="events_of_a_contract_are_numbered"),
            models.CheckConstraint(name="events_count_from_one", condition=Q(seq__gte=1)),
        ]


class EventPerson(models.Model):
    """The personal values of an event with their salts. Erasing the row leaves the chain of hashes valid."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="person")
    values = models.JSONField()  # {name: [salt in hex, value]}
