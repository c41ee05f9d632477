"""The gallery: every state of the signer's pages as a picture in docs/gallery.md. `make gallery` takes them."""
