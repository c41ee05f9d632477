"""What can go wrong with a PDF, a picture or a text: one small family."""


class PdfError(Exception):
    """Something about a document, or what is to be drawn on it, that the caller can tell its user."""
