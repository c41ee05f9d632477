"""Templates: a PDF and its layout, in versions that never change."""

from django.db import models

from dojang.companies.models import Company, Member
from dojang.lib import clock


class Template(models.Model):
    """What a company starts contracts from. `number` is its `doc_id` on the wire, counted per company."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="templates")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=128)
    creator = models.ForeignKey(Member, models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True, blank=True)  # since then nothing can be started from it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "number"], name="template_number_is_unique")]

    def latest(self) -> "TemplateVersion":
        """The version that new contracts use."""
        return self.versions.order_by("-number")[0]


class TemplateVersion(models.Model):
    """One state of a template, never edited after it was made."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    pdf = models.CharField(max_length=200)  # blob key of the cleaned PDF
    sha256 = models.CharField(max_length=64)  # of that PDF
    size = models.PositiveIntegerField()  # bytes
    pages = models.JSONField()  # one object a page, see `library.pages.TemplatePage`
    layout = models.JSONField()
    source = models.CharField(max_length=64)  # SHA-256 of the upload: the same import twice is one version
    created_at = models.DateTimeField(default=clock.now)
    changes = models.JSONField(default=list)  # pages that look different from the original, see `pdf.changes.Change`
    tried_at = models.DateTimeField(null=True, blank=True)  # of its trial contract; null: made before there were trials
    fault = models.JSONField(null=True, blank=True)  # why that trial failed: reason, detail, facts; null: it succeeded

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_number_is_unique"),
        ]


class TemplateUpload(models.Model):
    """A PDF and a layout that a worker makes into a version of a template."""

    class State(models.TextChoices):
        WAITING = "waiting"
        PROCESSING = "processing"
        DONE = "done"
        REFUSED = "refused"  # what was uploaded cannot be a template; `refusal` says why
        FAILED = "failed"  # by a fault in the server

    company = models.ForeignKey(Company, models.CASCADE, related_name="template_uploads")
    member = models.ForeignKey(Member, models.PROTECT)
    key = models.CharField(max_length=255, blank=True)  # the idempotency key of its request
    name = models.CharField(max_length=128)
    number = models.PositiveIntegerField(null=True, blank=True)  # of the template that gets a version; none: a new one
    pdf = models.CharField(max_length=200)  # blob key: below `folder`, or of the template's newest version
    folder = models.CharField(max_length=200, blank=True)  # what was uploaded; removed when it is settled
    layout = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    pages_done = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)  # 0: not known yet
    tries = models.PositiveSmallIntegerField(default=0)
    refusal = models.JSONField(null=True, blank=True)
    template = models.ForeignKey(Template, models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_upload_is_settled_with_its_outcome",
                condition=models.Q(state__in=["waiting", "processing"], settled_at=None)
                | models.Q(state__in=["done", "refused", "failed"], settled_at__isnull=False),
            )
        ]
        indexes = [
            models.Index("company", name="open_uploads", condition=models.Q(settled_at=None)),
        ]
