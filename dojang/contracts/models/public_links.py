"""Links for any visitor: each visitor starts a contract of their own, as its first signer."""

from django.db import models
from django.db.models import F, Q

from dojang.companies.models import Company, Member
from dojang.lib import clock
from dojang.lib.texts import Language
from dojang.library.models import Template


class PublicLink(models.Model):
    """One address for many visitors, until it is closed, has expired, or has reached its number of contracts."""

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"
        EXPIRED = "expired"
        FULL = "full"

    company = models.ForeignKey(Company, models.CASCADE, related_name="public_links")
    starter = models.ForeignKey(Member, models.PROTECT)  # in whose name the contracts start
    template = models.ForeignKey(Template, models.PROTECT)
    name = models.CharField(max_length=128)  # what the company calls it; only the company reads it
    title = models.CharField(max_length=128)  # of the contracts
    language = models.CharField(max_length=2, choices=[(code, code) for code in Language])
    timezone = models.CharField(max_length=64)
    needs_phone = models.BooleanField(default=False)  # visitors prove a phone by a one-time code
    may_repeat = models.BooleanField(default=False)  # whether a visitor may start another one under the same contact
    embed = models.BooleanField(default=False)  # the integrator notifies the signers; we send no messages
    most = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)
    order = models.BinaryField(default=bytes)  # see `flow.public_links`; empty once no contract can be started any more
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_public_link_is_used_as_often_as_it_allows", condition=Q(used__lte=F("most"))
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=~Q(order=b""), name="public_links_with_an_order"),
        ]

    @property
    def state(self) -> "PublicLink.State":
        """What a visitor finds now."""
        if self.closed_at is not None:
            return self.State.CLOSED
        if self.used >= self.most:
            return self.State.FULL
        if self.expires_at is not None and self.expires_at <= clock.now():
            return self.State.EXPIRED
        return self.State.OPEN


class PublicLinkUse(models.Model):
    """A contract started through a public link. A hash of the form that was sent keeps it from starting a second one.

    `person` is a keyed hash of the contact, empty once the contract was deleted.
    """

    link = models.ForeignKey(PublicLink, models.PROTECT, related_name="uses", db_index=False)  # has one_use_a_form
    contract = models.OneToOneField("contracts.Contract", models.PROTECT, related_name="public_link_use")
    form = models.BinaryField()
    person = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "form"], name="one_use_a_form")]
        indexes = [
            models.Index(fields=["link", "-contract"], name="uses_of_a_public_link"),
            models.Index(fields=["link", "person"], name="people_of_a_public_link"),
        ]
