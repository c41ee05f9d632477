"""The addresses of the signer's pages; they are written into messages, so they stay as they are."""

from django.urls import path

from dojang.signing.views import (
    activity,
    consent,
    document,
    entry,
    figures,
    files,
    handoff,
    home,
    preview,
    proof,
    public_link,
    sealed_link,
    viewer,
)

urlpatterns = [
    path("mail/sign", entry.mail_sign),
    path("api/<slug:company>/sign", entry.api_sign),
    path("link/<str:token>", public_link.public_link),
    path("s/<int:session_id>", home.session),
    path("s/<int:session_id>/code", proof.code),
    path("s/<int:session_id>/phone", proof.phone),
    path("s/<int:session_id>/phone/send", proof.send),
    path("s/<int:session_id>/consent", consent.consent),
    path("s/<int:session_id>/phone-over", handoff.hand_over),
    path("s/<int:session_id>/phone-over/state", handoff.state),
    path("s/<int:session_id>/draft", activity.draft),
    path("s/<int:session_id>/viewed", activity.viewed),
    path("s/<int:session_id>/approve", document.approve),
    path("s/<int:session_id>/reject", document.reject),
    path("s/<int:session_id>/next", home.following),
    path("s/<int:session_id>/page/<int:number>", files.page),
    path("s/<int:session_id>/picture/<int:number>", files.picture),
    path("s/<int:session_id>/made", figures.made),
    path("s/<int:session_id>/cut", figures.cut_out),
    path("s/<int:session_id>/view/<str:kind>", viewer.look),
    path("s/<int:session_id>/view/<str:kind>/<int:number>", viewer.look_page),
    path("s/<int:session_id>/document", files.document),
    path("s/<int:session_id>/certificate", files.certificate),
    path("consent/<str:version>.<str:language>.txt", consent.text),
    path("view/<str:token>", sealed_link.view),
    path("view/<str:token>/page/<int:number>", sealed_link.view_page),
    path("download/<str:token>", sealed_link.download),
    path("preview/<str:token>", preview.preview),
    path("preview/<str:token>/page/<int:number>", preview.preview_page),
    path("preview/<str:token>/picture/<int:number>", preview.preview_picture),
]

# For the root of the addresses: pages for what goes wrong anywhere.
handler400 = "dojang.pages.error_pages.bad_request"
handler403 = "dojang.pages.error_pages.forbidden"
handler404 = "dojang.pages.error_pages.not_found"
handler500 = "dojang.pages.error_pages.server_error"
