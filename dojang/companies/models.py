"""Companies, their members and plan; the tokens that call the API, stored responses and rate limits."""

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from dojang.lib import clock
from dojang.lib.texts import Language


class Edition(models.TextChoices):
    """Which edition of the eSignon API the company's integration was written against."""

    Y2022 = "2022"
    Y2021 = "2021"


class Company(models.Model):
    """A tenant. Everything belongs to one."""

    comp_id = models.SlugField(max_length=40)
    name = models.CharField(max_length=128)
    client_id = models.CharField(max_length=40, unique=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in Language], default=Language.KO)
    timezone = models.CharField(max_length=64, default="Asia/Seoul")
    edition = models.CharField(max_length=4, choices=Edition, default=Edition.Y2022)
    export_secret = models.CharField(max_length=80)
    export_secret_before = models.CharField(max_length=80, blank=True)  # signs as well, until its end
    export_secret_before_until = models.DateTimeField(null=True, blank=True)
    alerts_email = models.EmailField(blank=True)  # notified of exports that do not arrive; empty: the oldest member
    cors = models.BooleanField(default=True)
    api_allowed = models.BooleanField(default=True)  # off: logins are refused and tokens open nothing
    frame_origins = models.JSONField(default=list, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)  # contracts that may be started; none means no bound
    usage = models.PositiveIntegerField(default=0)
    plan_ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "companies"
        # UPPER, because that is how Django's `iexact` compares: the look-up then uses the index.
        constraints = [
            models.UniqueConstraint(Upper("comp_id"), name="company_id_is_unique_in_any_case"),
            models.CheckConstraint(
                name="company_uses_no_more_than_its_capacity",
                condition=Q(capacity__isnull=True) | Q(usage__lte=F("capacity")),
            ),
        ]


class Member(models.Model):
    """A person of the company, who starts contracts."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="members")
    email = models.EmailField()
    name = models.CharField(max_length=64, blank=True)
    password = models.CharField(max_length=128)
    device_id = models.CharField(max_length=40)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("company", Upper("email"), name="member_email_is_unique_in_its_company"),
        ]

    @property
    def display_name(self) -> str:
        return self.name or self.email.partition("@")[0]

    def set_password(self, raw: str) -> None:
        self.password = make_password(raw)

    def has_password(self, raw: str) -> bool:
        return check_password(raw, self.password)


class AccessToken(models.Model):
    """A secret that opens the API for a member, of a login or made for a program: stored only as SHA-256."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="access_tokens")
    digest = models.BinaryField(unique=True)
    name = models.CharField(max_length=64, blank=True)  # a login has none
    scopes = ArrayField(models.CharField(max_length=40), null=True, blank=True)  # none: all that its member may do
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)


class IdempotentResponse(models.Model):
    """The response to a request with an idempotency key, stored for a day so that it can be repeated."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    request = models.BinaryField()  # a hash of the request and its address
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    answer = models.BinaryField(default=bytes)  # encrypted: it may hold a link that opens a contract
    created_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        db_table = "companies_answered"
        constraints = [models.UniqueConstraint(fields=["company", "key"], name="an_idempotency_key_is_used_once")]


class RateLimitBucket(models.Model):
    """How full one bucket of a rate limit is, or a fact that was noted; at `free_at` the row counts nothing any more."""

    key = models.CharField(max_length=80, primary_key=True)
    free_at = models.DateTimeField()

    class Meta:
        db_table = "companies_pace"
