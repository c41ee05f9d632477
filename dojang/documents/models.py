"""Sealed files: the results of a contract."""

from django.db import models
from django.db.models import Q

from dojang.contracts.models import Contract
from dojang.lib import clock


class Sealed(models.Model):
    """The sealed document or its certificate: bytes in the blob store, hash here."""

    class Kind(models.TextChoices):
        DOCUMENT = "document"
        CERTIFICATE = "certificate"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="sealed")
    kind = models.CharField(max_length=11, choices=Kind)
    blob = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()  # bytes
    # One object a page, see library.pages.TemplatePage; none until `page_images` has made the images.
    pages = models.JSONField(default=list)
    sealed_at = models.DateTimeField(default=clock.now)
    damaged_at = models.DateTimeField(null=True, blank=True)  # since when the store is known to have lost or changed it
    damage_told_at = models.DateTimeField(null=True, blank=True)  # when the company was notified of that

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "kind"], name="one_sealed_file_of_each_kind")]
        indexes = [models.Index(fields=["damaged_at"], condition=~Q(damaged_at=None), name="sealed_files_damaged")]
