"""What fields hold: values, drafts of a signer who has not acted yet, and previews."""

from django.db import models
from django.db.models import Q

from dojang.companies.models import Company
from dojang.contracts.models.contract import LANGUAGES, Contract, Signer
from dojang.lib import clock
from dojang.library.models import TemplateVersion


class FieldValue(models.Model):
    """The content of one field: `text` for what can be written, `data` for a picture, a signature or a stamp."""

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


class Draft(models.Model):
    """What a signer has entered in a field in one of their rounds, before they act. Only the signer sees it."""

    signer = models.ForeignKey(Signer, models.CASCADE, related_name="drafts", db_index=False)
    round = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    data = models.JSONField(null=True, blank=True)
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signer", "round", "name"], name="one_draft_a_box")]


class Preview(models.Model):
    """A contract that was not started: shown for an hour, never sent, never counted."""

    company = models.ForeignKey(Company, models.CASCADE)
    template_version = models.ForeignKey(TemplateVersion, models.CASCADE)
    title = models.CharField(max_length=128)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    values = models.JSONField()  # {name: {"text": …, "data": …}}
    digest = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()
