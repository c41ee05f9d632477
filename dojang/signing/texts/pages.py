"""Texts of the pages around the document: coming in, proving, progress, links that are dead, errors."""

from dojang.lib.sentences import _

PAGES = {
    # A line never ends between a name and its honorific.
    "person": _("{name}"),
    # Proving
    "phone.over": _("The code has expired. Please request a new one."),
    # Progress
    "status.playing": _("In progress"),
    "status.sealing": _("Being sealed"),
    "status.complete": _("Complete"),
    "status.canceled": _("Canceled"),
    "status.disposed": _("Access closed"),
    "status.deleted": _("Deleted"),
    "stand.progress.title": _("Document status"),
    "stand.progress.text": _("Signers act through the links sent to them. This page is for reading."),
    "stand.progress.embed": _(
        "This page is for reading. {company} notifies the signers and provides the completed document."
    ),
    "stand.waiting.title": _("It is not your turn yet"),
    "stand.waiting.text": _("Another signer is filling in the document. You will get a new link when it is your turn."),
    "stand.waiting.embed": _(
        "Another signer is filling in the document. {company} will notify you when it is your turn."
    ),
    "stand.approved.title": _("You have approved"),
    "stand.signed.title": _("You have signed"),
    "stand.approved.text": _(
        "The document is on its way to the next signer. You will get the completed document once everyone has signed."
    ),
    "stand.approved.embed": _(
        "The document is on its way to the next signer. {company} provides the completed document."
    ),
    "stand.sealing.title": _("Sealing the document"),
    "stand.sealing.text": _("Everyone has signed. In a moment the completed document will be ready here."),
    "stand.delayed.title": _("The completed document is delayed"),
    "stand.delayed.text": _(
        "Everyone has signed, and every signature is saved. The completed document is taking longer "
        "than usual. We are looking into it. You can close this page. We will send you the document as "
        "soon as it is ready."
    ),
    "stand.delayed.embed": _(
        "Everyone has signed, and every signature is saved. The completed document is taking longer "
        "than usual. We are looking into it. You can close this page. {company} will give you the "
        "document as soon as it is ready."
    ),
    "stand.finished.title": _("Signing is complete"),
    "stand.finished.text": _("Keep the completed document and its certificate of completion."),
    "stand.rejected.title": _("You have sent it back"),
    "stand.rejected.text": _(
        "The document went back to the previous signer. You will get a new link when it is your turn again."
    ),
    "stand.rejected.embed": _(
        "The document went back to the previous signer. {company} will notify you when it is your turn again."
    ),
    "stand.declined.title": _("You have declined"),
    "stand.declined.text": _("As this was the first step, the signing request is canceled."),
    "stand.ended.title": _("The signing request was canceled"),
    "stand.ended.text": _("This document can no longer be signed."),
    "stand.discarded.title": _("The sender has closed access to this document"),
    "stand.discarded.text": _("Links to it no longer open. Files that were downloaded earlier are not affected."),
    "file.document": _("{title}"),
    "file.certificate": _("{title} certificate of completion"),
    # Viewer and preview
    "view.document": _("Completed document"),
    "view.certificate": _("Certificate of completion"),
    "view.so-far": _("Document so far"),
    # Dead links
    "dead.used.title": _("This link has already been used"),
    "dead.used.text": _("The step behind it is done. When signing is complete, you will get a link to the document."),
    "dead.used-embed.title": _("This link has already been used"),
    "dead.used-embed.text": _(
        "The step behind it is done. The service that sent it to you will notify you of the next step."
    ),
    "dead.ask": _("Questions: {starter}, {company}"),
    "dead.document": _("Document"),
    "dead.replaced.title": _("A newer link exists"),
    "dead.replaced.text": _(
        "This link no longer works. Please open the link in the newest message you received. If you "
        "cannot find it, ask the sender."
    ),
    "dead.canceled.title": _("The signing request was canceled"),
    "dead.canceled.text": _(
        "This document can no longer be signed. Please ask the company that sent it if you have questions."
    ),
    "dead.expired.title": _("The request has expired"),
    "dead.expired.text": _(
        "The signing deadline has passed. To continue, ask the company that sent it for a new request."
    ),
    "dead.locked.title": _("The link is locked"),
    "dead.locked.text": _(
        "Too many wrong codes were entered. The company that sent it has been notified. Please ask them for a new link."
    ),
    "dead.disposed.title": _("The sender has closed access to this document"),
    "dead.disposed.text": _(
        "This link no longer opens it. Files that were downloaded earlier are not affected. Please ask "
        "the company that sent it if you have questions."
    ),
    "dead.deleted.title": _("The contract was deleted"),
    "dead.deleted.text": _(
        "The company that sent it has deleted this contract. Please ask them if you have questions."
    ),
    "dead.over.title": _("This link has expired"),
    "dead.over.text": _("It was valid for a few minutes only. Ask for a new link if you need it."),
    "dead.session.title": _("Please open the link again"),
    "dead.session.text": _("This session has ended for your safety. To continue, open the link in your message again."),
    "dead.incomplete.title": _("This link is incomplete"),
    "dead.incomplete.text": _(
        "Part of the address is missing. Press the button in your message, or copy the whole address. If "
        "it still does not open, ask the sender for a new link."
    ),
    "dead.unknown.title": _("This link does not work"),
    "dead.unknown.text": _(
        "Check that the whole address was copied, or follow the link in your message again. If it still "
        "does not open, ask the sender."
    ),
    "dead.preview.title": _("The preview has ended"),
    "dead.preview.text": _("A preview is valid for one hour. Create a new one if you need it."),
    "damaged.changed.title": _("This file cannot be opened"),
    "damaged.changed.text": _(
        "The file on the server is not the one that was stored, so it is not shown. The company that "
        "sent it has been notified. Copies that you downloaded earlier are not affected."
    ),
    "damaged.missing.title": _("The file is missing"),
    "damaged.missing.text": _(
        "The file is no longer on the server. The company that sent it has been notified. Once the file "
        "is restored, the same link will open it."
    ),
    "damaged.unread.title": _("This file cannot be opened"),
    "damaged.unread.text": _(
        "The file on the server is missing or is not the one that was stored, so it is not shown. Please"
        " notify the company that sent it."
    ),
    "opened-often.title": _("This link was opened too often"),
    "opened-often.text": _("Please open it again in {minutes} min. A page that you opened before still works."),
}
