"""Messages to people: frozen when they are planned, stored with their result."""

from django.db import models
from django.db.models import Q

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Signer
from dojang.lib import clock, languages


class Message(models.Model):
    """One message to one person over one channel."""

    class Channel(models.TextChoices):
        EMAIL = "email"
        ALIMTALK = "alimtalk"  # KakaoTalk, which exists in Korean only
        SMS = "sms"

    class Purpose(models.TextChoices):
        INVITATION = "invitation"
        BEGUN = "begun"  # started by the reader through a public link
        REMINDER = "reminder"
        SENT_BACK = "sent-back"
        COMPLETED = "completed"
        CANCELED = "canceled"
        EXPIRED = "expired"
        PHONE_CODE = "phone-code"
        LINK_LOCKED = "link-locked"
        EXPORTS_REST = "exports-rest"
        NOT_SEALED = "not-sealed"  # contracts of a company that cannot be sealed
        ALL_UNSEALED = "all-unsealed"  # contracts of all companies, for the operator
        BAD_TEMPLATE = "bad-template"  # no contract made from it can be completed
        DAMAGED = "damaged"  # sealed files that are missing from the store or changed in it

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        WAITING = "waiting"  # no provider is configured for the channel; kept until there is one
        FAILED = "failed"  # for good: the provider refused it, or every try failed
        ERASED = "erased"  # its contract was deleted before there was a provider

    # A message is about a contract, or about a company, or else about the whole installation.
    contract = models.ForeignKey(Contract, models.CASCADE, null=True, blank=True, related_name="messages")
    company = models.ForeignKey(Company, models.CASCADE, null=True, blank=True, related_name="messages")
    signer = models.ForeignKey(Signer, models.CASCADE, null=True, blank=True)
    purpose = models.CharField(max_length=12, choices=Purpose)
    channel = models.CharField(max_length=8, choices=Channel)
    address = models.CharField(max_length=254)
    name = models.CharField(max_length=64)
    language = models.CharField(max_length=2, choices=languages.choices)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=500, blank=True)  # the last answer of the provider, or the last error
    planned_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_is_about_a_contract_or_a_company_or_all",
                condition=Q(contract__isnull=False, company__isnull=True)
                | Q(contract__isnull=True, signer__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["contract", "id"], name="messages_of_a_contract")]
