"""Contracts, who signs them, what was filled in, and everything that happened to them."""

from django.db import models
from django.db.models import Q

import dojang.contracts.public_links  # so that Django knows its models
import dojang.contracts.sealing_failures
import dojang.contracts.visits  # noqa: F401 — so that Django knows its models
from dojang.companies.models import Company, Member
from dojang.lib import clock
from dojang.lib.contact import Contact, ContactKind
from dojang.lib.texts import Language
from dojang.library.layout import Layout, trusted_layout
from dojang.library.models import Template, TemplateVersion

LANGUAGES = [(code, code) for code in Language]


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
    timezone = models.CharField(max_length=64)  # IANA name or ±hh:mm; dates of this contract are told in it
    comment = models.CharField(max_length=250, blank=True)
    comment_to_all = models.BooleanField(default=False, db_default=False)  # else it is for the first signer
    embed = models.BooleanField(default=False)  # the integrator tells the signers; we tell nobody
    layout = models.JSONField()  # the template's as it was at the start, never edited after
    pictures = models.CharField(max_length=100, blank=True)  # the folder of the blobs that its boxes hold, its alone
    status = models.CharField(max_length=8, choices=Status, default=Status.PLAYING)
    turn = models.PositiveSmallIntegerField(default=1)  # whose step it is; 0 once nobody is to act
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
        return trusted_layout(self.layout)

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
    language = models.CharField(max_length=2, choices=LANGUAGES)
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
    language = models.CharField(max_length=2, choices=LANGUAGES)

    @property
    def contact(self) -> Contact:
        return Contact(ContactKind(self.contact_kind), self.contact_address)


class FieldValue(models.Model):
    """What stands in one box: `text` for what can be written, `data` for a picture, a signature or a stamp."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="values", db_index=False)  # has one_value_a_box
    name = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    data = models.JSONField(null=True, blank=True)
    step = models.PositiveSmallIntegerField(null=True, blank=True)  # who set it; none: given at the start
    set_at = models.DateTimeField(default=clock.now)
    search_key = models.BigIntegerField(null=True, blank=True)  # see `values.search_key`; none without a text

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "name"], name="one_value_a_box")]
        indexes = [
            models.Index(
                fields=["search_key", "-contract"], condition=Q(search_key__isnull=False), name="values_to_search"
            ),
        ]


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


class Link(models.Model):
    """An address that somebody was given. Its secret is kept only as SHA-256."""

    class Purpose(models.TextChoices):
        SIGN = "sign"  # bound to a signer, dead after the act
        STARTER = "starter"  # the token of the start's answer
        COPY = "copy"  # the read-only page for copy recipients
        DOCUMENT = "document"
        CERTIFICATE = "certificate"
        PICTURE = "picture"  # what was drawn or put into one box

    class Death(models.TextChoices):
        USED = "used"
        REPLACED = "replaced"
        CANCELED = "canceled"
        EXPIRED = "expired"
        LOCKED = "locked"
        DISPOSED = "disposed"
        DELETED = "deleted"

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="links")
    signer = models.ForeignKey(Signer, models.CASCADE, null=True, blank=True)
    purpose = models.CharField(max_length=12, choices=Purpose)
    attachment = models.BooleanField(default=False)  # a download rather than a viewer
    picture = models.JSONField(null=True, blank=True)  # what it shows, as `FieldValue.data` was when the link was made
    digest = models.BinaryField(unique=True)
    created_at = models.DateTimeField(default=clock.now)
    died_at = models.DateTimeField(null=True, blank=True)
    death = models.CharField(max_length=8, choices=Death, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    paused_until = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)  # one-time codes to the signer's phone

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exactly_a_picture_s_link_has_a_picture",
                condition=Q(purpose="picture", picture__isnull=False)
                | (~Q(purpose="picture") & Q(picture__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["contract", "signer"], condition=Q(died_at=None), name="links_alive")]


class Session(models.Model):
    """A browser that exchanged a link: bound to one signer and one of their rounds, or to nobody (read only)."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="sessions")
    signer = models.ForeignKey(Signer, models.CASCADE, null=True, blank=True)
    round = models.PositiveIntegerField(default=0)
    digest = models.BinaryField(unique=True)
    code_proved_at = models.DateTimeField(null=True, blank=True)
    phone_proved_at = models.DateTimeField(null=True, blank=True)
    viewed_at = models.DateTimeField(null=True, blank=True)  # when the last page's end was seen
    created_at = models.DateTimeField(default=clock.now)

    def proves(self, signer: Signer) -> bool:
        """Whether this session has passed every proof that the signer was asked for."""
        code = not signer.access_code or self.code_proved_at is not None
        phone = not signer.mobile_number or self.phone_proved_at is not None
        return code and phone


class PhoneCode(models.Model):
    """A one-time code sent to a signer's phone: three minutes, one use, one session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="phone_codes")
    digest = (
        models.BinaryField()
    )  # HMAC with a key from outside the database: six digits alone could be guessed from a hash
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Preview(models.Model):
    """A contract that was not started: shown for an hour, sent to nobody, counted nowhere."""

    company = models.ForeignKey(Company, models.CASCADE)
    template_version = models.ForeignKey(TemplateVersion, models.CASCADE)
    title = models.CharField(max_length=128)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    values = models.JSONField()  # {name: {"text": …, "data": …}}
    digest = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()
