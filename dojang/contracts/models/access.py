"""How a contract is opened: links, the sessions they were exchanged for, and what a session has proved or handed over."""

from django.db import models
from django.db.models import Q

from dojang.contracts.models.contract import Contract, Signer
from dojang.lib import clock


class Link(models.Model):
    """An address that a person received. Its secret is stored only as SHA-256."""

    class Purpose(models.TextChoices):
        SIGN = "sign"  # of one signer, revoked after the act
        STARTER = "starter"  # the token of the start's answer
        COPY = "copy"  # the read-only page for copy recipients
        DOCUMENT = "document"
        CERTIFICATE = "certificate"
        PICTURE = "picture"  # what was drawn or put into one field

    class RevokeReason(models.TextChoices):
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
    revoked_at = models.DateTimeField(null=True, blank=True, db_column="died_at")
    revoke_reason = models.CharField(max_length=8, choices=RevokeReason, blank=True, db_column="death")
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
        indexes = [models.Index(fields=["contract", "signer"], condition=Q(revoked_at=None), name="links_alive")]


class Session(models.Model):
    """A browser that exchanged a link: bound to one signer and one of their rounds, or to none (read only)."""

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


class HandOver(models.Model):
    """A session that can continue on another device: for some minutes, once. Its secret is stored only as SHA-256."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="hand_overs")
    digest = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
