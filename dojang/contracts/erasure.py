"""Forgetting the people of a deleted contract. Its events stay, with the hashes of what they told of people."""

from dojang.contracts.models import Contract, Draft, Event, EventPerson, FieldValue, Link, PublicLinkUse

# It tells who of the company wanted the rest gone, and holds nothing else.
_KEPT = (Event.Kind.DELETED,)


def forget(contract: Contract) -> None:
    """Erase who signs and reads the contract, what they filled in, and what its texts may tell of them. It is lent, and deleted."""
    contract.title = contract.comment = contract.end_reason = ""
    contract.save(update_fields=["title", "comment", "end_reason"])
    contract.signers.update(
        name="", contact_address="", contact_key="", mobile_number="", access_code="", access_hint="", opinion=""
    )
    contract.copies.all().delete()
    FieldValue.objects.filter(contract=contract).delete()
    Draft.objects.filter(signer__contract=contract).delete()
    Link.objects.filter(contract=contract, purpose=Link.Purpose.PICTURE).delete()
    PublicLinkUse.objects.filter(contract=contract).update(person=b"")
    EventPerson.objects.filter(event__contract=contract).exclude(event__kind__in=_KEPT).delete()
