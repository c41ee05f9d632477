"""What stands between coming in and acting: boxes that a signer has begun to fill, and going on at another device."""

from django.db import models

from dojang.lib import clock


class Draft(models.Model):
    """What a signer has entered in a box in one of their rounds, before they act. It is nobody else's to see, and no entry yet."""

    signer = models.ForeignKey("contracts.Signer", models.CASCADE, related_name="drafts", db_index=False)
    round = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    data = models.JSONField(null=True, blank=True)
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signer", "round", "name"], name="one_draft_a_box")]


class HandOver(models.Model):
    """A session that may be gone on with at another device: for some minutes, once. Its secret is kept only as SHA-256."""

    session = models.ForeignKey("contracts.Session", models.CASCADE, related_name="hand_overs")
    digest = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
