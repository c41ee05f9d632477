"""Templates: a PDF and a layout, in versions that never change."""

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
    pages = models.JSONField()  # one object a page, see library.pages.Page
    layout = models.JSONField()
    source = models.CharField(
        max_length=64
    )  # SHA-256 of what was handed in, so that the same import twice is one version
    created_at = models.DateTimeField(default=clock.now)
    changes = models.JSONField(default=list)  # pages that look otherwise than the original's, see pdf.changes.Change
    tried_at = models.DateTimeField(
        null=True, blank=True
    )  # when a trial contract was made of it; null: before there were trials
    fault = models.JSONField(null=True, blank=True)  # why that trial failed: reason, detail, facts; null: it went well

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_number_is_unique"),
        ]
