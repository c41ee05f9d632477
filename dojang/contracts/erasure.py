"""Erasing the people of a deleted contract. Its events stay, with the hashes of personal values."""

from dojang.contracts.models import Contract, Draft, Event, EventPerson, FieldValue, Link, PublicLinkUse

# It names the member who deleted the contract, and no other person.
_KEPT = (Event.Kind.DELETED,)


def forget(contract: Contract) -> None:
    """Erase the contract's people, what they filled in, and its texts, which may name people.

    The contract is deleted, and locked by the caller.
    """
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
