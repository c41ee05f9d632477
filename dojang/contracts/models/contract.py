"""A contract, who signs it, who gets copies, and what keeps it from being sealed."""

from django.db import models
from django.db.models import Q

from dojang.companies.models import Company, Member
from dojang.lib import clock
from dojang.lib.contact import Contact, ContactKind
from dojang.lib.languages import choices as reader_languages
from dojang.lib.texts import Language
from dojang.library.layout import Layout
from dojang.library.models import Template, TemplateVersion
from dojang.library.queries import layout_of

LANGUAGES = [(code, code) for code in Language]
MAX_DETAIL = 500


class Contract(models.Model):
    """One run of a template version. `status` and `turn` are moved by `machine` alone."""

    class Status(models.TextChoices):
        PLAYING = "playing"
        SEALING = "sealing"
        COMPLETE = "complete"
        CANCELED = "canceled"
        DISPOSED = "disposed"
        DELETED = "deleted"

    class Via(models.TextChoices):
        API = "api"
        BULK = "bulk"
        LINK = "link"  # a public link's visitor

    company = models.ForeignKey(Company, models.PROTECT, related_name="contracts")
    starter = models.ForeignKey(Member, models.PROTECT)
    template = models.ForeignKey(Template, models.PROTECT, db_index=False)  # the version's, here too to be searched by
    template_version = models.ForeignKey(TemplateVersion, models.PROTECT)
    biz_id = models.CharField(max_length=40, default="0")
    via = models.CharField(max_length=4, choices=Via, default=Via.API)  # by what it was started
    title = models.CharField(max_length=128)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    timezone = models.CharField(max_length=64)  # IANA name or ±hh:mm; dates of this contract are shown in it
    comment = models.CharField(max_length=250, blank=True)
    comment_to_all = models.BooleanField(default=False, db_default=False)  # else it is for the first signer
    embed = models.BooleanField(default=False)  # the integrator notifies the signers; we send no messages
    pictures = models.CharField(
        max_length=100, blank=True
    )  # the folder of the blobs of its fields, used by no other contract
    status = models.CharField(max_length=8, choices=Status, default=Status.PLAYING)
    turn = models.PositiveSmallIntegerField(default=1)  # the step that has the turn; 0 once no signer is to act
    step_count = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)  # deleted, and nothing of its people is left
    event_count = models.PositiveIntegerField(default=0)
    chain_head = models.BinaryField(default=bytes)  # hash of the newest event

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="somebody_has_the_turn_exactly_while_playing",
                condition=Q(status="playing", turn__gte=1, turn__lte=models.F("step_count"))
                | (~Q(status="playing") & Q(turn=0)),
            ),
            models.CheckConstraint(
                name="an_end_has_its_time",
                condition=Q(status__in=["playing", "sealing"], ended_at__isnull=True)
                | Q(status__in=["complete", "canceled", "disposed", "deleted"], ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["company", "-id"], condition=~Q(status="deleted"), name="contracts_of_a_company"),
            models.Index(
                fields=["template", "-started_at", "-id"], condition=~Q(status="deleted"), name="contracts_by_start"
            ),
            models.Index(
                fields=["template", "-ended_at", "-id"],
                condition=Q(status__in=["complete", "disposed"]),
                name="contracts_by_completion",
            ),
            models.Index(fields=["expires_at"], condition=Q(status="playing"), name="contracts_to_expire"),
            models.Index(fields=["id"], condition=Q(status="sealing"), name="contracts_to_seal"),
            models.Index(fields=["pictures"], name="contracts_by_their_pictures"),
            models.Index(fields=["id"], condition=Q(status="deleted", erased_at=None), name="contracts_to_erase"),
        ]

    def read_layout(self) -> Layout:
        """The layout of its template's version. Versions never change."""
        return layout_of(self.template_version_id)

    def comment_for(self, signer: "Signer") -> str:
        """What the starter wrote to this signer. A note that is not for all is for the first signer besides the starter."""
        if not self.comment or self.comment_to_all:
            return self.comment
        if signer.contact_address == self.starter.email:
            return ""
        others = self.signers.filter(step__lt=signer.step).exclude(contact_address=self.starter.email)
        return "" if signer.step > 1 and others.exists() else self.comment

    @property
    def is_past_deadline(self) -> bool:
        """Whether the deadline is over; the job that cancels the contract may still be on its way."""
        return self.expires_at is not None and self.expires_at <= clock.now()


class Tally(models.Model):
    """How many contracts of a company can be seen among the ids of one block. See `tally`."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+", db_index=False)  # has one_tally_a_block
    block = models.BigIntegerField()
    visible = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "block"], name="one_tally_a_block")]


class Signer(models.Model):
    """Who fills and signs one step. `round` counts how often the turn came to them; each round ends with one act."""

    class Act(models.TextChoices):
        NONE = ""
        APPROVED = "approved"
        REJECTED = "rejected"

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="signers")
    step = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=64)
    contact_kind = models.CharField(max_length=5, choices=[(kind, kind) for kind in ContactKind])
    contact_address = models.CharField(max_length=254)
    contact_key = models.CharField(max_length=254, blank=True)  # what all spellings of the address have in common
    language = models.CharField(max_length=2, choices=reader_languages)
    mobile_number = models.CharField(max_length=20, blank=True)  # given: they prove this phone by a one-time code
    access_code = models.CharField(max_length=200, blank=True)  # Argon2id hash; given: they enter the code
    access_hint = models.CharField(max_length=50, blank=True)
    consented = models.CharField(max_length=20, blank=True)  # the version of the text they agreed to, see `consents`
    round = models.PositiveIntegerField(default=0)
    acted_round = models.PositiveIntegerField(default=0)
    act = models.CharField(max_length=8, choices=Act, default=Act.NONE, blank=True)
    acted_at = models.DateTimeField(null=True, blank=True)
    opinion = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["step"]
        constraints = [models.UniqueConstraint(fields=["contract", "step"], name="one_signer_a_step")]
        indexes = [models.Index(fields=["contact_key", "contract"], name="signers_by_contact_key")]

    @property
    def contact(self) -> Contact:
        return Contact(ContactKind(self.contact_kind), self.contact_address)


class CarbonCopy(models.Model):
    """Someone who gets copies and signs nothing."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="copies")
    name = models.CharField(max_length=64)
    contact_kind = models.CharField(max_length=5, choices=[(kind, kind) for kind in ContactKind])
    contact_address = models.CharField(max_length=254)
    language = models.CharField(max_length=2, choices=reader_languages)

    @property
    def contact(self) -> Contact:
        return Contact(ContactKind(self.contact_kind), self.contact_address)


class SealingFailure(models.Model):
    """Why a contract that all signers have approved has no seal. The row is deleted once it is sealed or canceled."""

    class Reason(models.TextChoices):
        TEMPLATE_MISSING = "template-missing"
        TEMPLATE_CHANGED = "template-changed"
        PICTURE_MISSING = "picture-missing"  # one that a signer put into a field
        PICTURE_CHANGED = "picture-changed"
        DOCUMENT = "document"  # its values cannot be drawn into it, or it cannot be sealed
        CERTIFICATE = "certificate"  # it cannot be typeset
        KEY = "key"  # the seal's key or a certificate is missing or unreadable
        FONTS = "fonts"  # they are missing or unreadable
        STORAGE = "storage"  # the files cannot be read or stored
        MEMORY = "memory"
        WORKER = "worker"  # the worker died of it, again and again
        INTERNAL = "internal"

    contract = models.OneToOneField(Contract, models.CASCADE, primary_key=True, related_name="sealing_failure")
    reason = models.CharField(max_length=16, choices=Reason)  # of the last try
    detail = models.CharField(max_length=MAX_DETAIL, blank=True)  # for the operator: the error's own words
    since = models.DateTimeField(default=clock.now)
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # the company
    operator_told_at = models.DateTimeField(null=True, blank=True)
