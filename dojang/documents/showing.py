"""Pictures of a sealed file's pages: made by a job after sealing, or by the first who looks, never twice."""

from dojang.documents import pages
from dojang.documents.models import Sealed
from dojang.lib import blobs
from dojang.library.pages import to_json


def pictured(sealed: Sealed) -> Sealed:
    """The file with pictures of its pages. Renders them, which takes a second, where nobody has."""
    if not sealed.pages:
        contract = sealed.contract
        folder = f"companies/{contract.company_id}/contracts/{contract.pk}/pages"
        texts = (
            [page["text"] for page in contract.template_version.pages] if sealed.kind == Sealed.Kind.DOCUMENT else []
        )
        sealed.pages = to_json(pages.picture(blobs.get(sealed.blob), folder, texts))
        sealed.save(update_fields=["pages"])
    return sealed
