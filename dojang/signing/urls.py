"""The addresses of the signer's pages; they are written into messages, so they stay as they are."""

from django.urls import path

from dojang.signing.views import (
    attending,
    consenting,
    document,
    entering,
    files,
    handing,
    looking,
    making,
    previewing,
    proving,
    public,
    session,
    viewing,
)

urlpatterns = [
    path("mail/sign", entering.mail_sign),
    path("api/<slug:company>/sign", entering.api_sign),
    path("link/<str:token>", public.public_link),
    path("s/<int:session_id>", session.session),
    path("s/<int:session_id>/code", proving.code),
    path("s/<int:session_id>/phone", proving.phone),
    path("s/<int:session_id>/phone/send", proving.send),
    path("s/<int:session_id>/consent", consenting.consent),
    path("s/<int:session_id>/phone-over", handing.hand_over),
    path("s/<int:session_id>/phone-over/state", handing.state),
    path("s/<int:session_id>/draft", attending.draft),
    path("s/<int:session_id>/viewed", attending.viewed),
    path("s/<int:session_id>/approve", document.approve),
    path("s/<int:session_id>/reject", document.reject),
    path("s/<int:session_id>/next", session.following),
    path("s/<int:session_id>/page/<int:number>", files.page),
    path("s/<int:session_id>/picture/<int:number>", files.picture),
    path("s/<int:session_id>/made", making.made),
    path("s/<int:session_id>/cut", making.cut_out),
    path("s/<int:session_id>/view/<str:kind>", looking.look),
    path("s/<int:session_id>/view/<str:kind>/<int:number>", looking.look_page),
    path("s/<int:session_id>/document", files.document),
    path("s/<int:session_id>/certificate", files.certificate),
    path("consent/<str:version>.<str:language>.txt", consenting.text),
    path("view/<str:token>", viewing.view),
    path("view/<str:token>/page/<int:number>", viewing.view_page),
    path("download/<str:token>", viewing.download),
    path("preview/<str:token>", previewing.preview),
    path("preview/<str:token>/page/<int:number>", previewing.preview_page),
    path("preview/<str:token>/picture/<int:number>", previewing.preview_picture),
]

# For the root of the addresses: pages for what goes wrong anywhere.
handler400 = "dojang.pages.error_pages.bad_request"
handler403 = "dojang.pages.error_pages.forbidden"
handler404 = "dojang.pages.error_pages.not_found"
handler500 = "dojang.pages.error_pages.server_error"
