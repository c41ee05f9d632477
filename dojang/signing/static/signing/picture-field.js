// A picture to hand in: shown small at once, and made smaller before it is sent when it is larger than the server takes.
const MOST_BYTES = 1_000_000, MOST_SIDE = 2_000;

export async function shrunk(file) {
  if (file.size <= MOST_BYTES || !/^image\/(jpeg|png)$/.test(file.type)) return file;
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  for (let side = Math.min(MOST_SIDE, Math.max(image.width, image.height)); side > 200; side *= 0.75) {
    const scale = side / Math.max(image.width, image.height);
    const canvas = Object.assign(document.createElement("canvas"), {
      width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, file.type, 0.85));
    if (blob && blob.size <= MOST_BYTES) return new File([blob], file.name, { type: file.type });
  }
  return file;
}

customElements.define("picture-field", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.words = this.querySelector("[data-choose]");
    this.input.addEventListener("change", () => this.#chosen());
    this.querySelector("[data-remove]").addEventListener("click", () => this.clear(true));
  }

  get file() { return this.input.files[0] ?? null; }

  async #chosen() {
    if (!this.file) return this.#show("");
    this.words.textContent = this.words.dataset.busy;
    try {
      const carrier = new DataTransfer();
      carrier.items.add(await shrunk(this.file));
      this.input.files = carrier.files;
    } catch {
      // A file that this browser can not read is sent as it is; the server says what is wrong with it.
    }
    this.#kept()?.remove();
    this.#show(URL.createObjectURL(this.file));
    this.dispatchEvent(new CustomEvent("picture", { bubbles: true }));
  }

  /** Take the picture out of the box; `told` when the reader asked for it. */
  clear(told = false) {
    this.input.value = "";
    this.#kept()?.remove();
    this.closest(".question").removeAttribute("data-kept");
    this.#show("");
    if (!told) return;
    const empty = Object.assign(document.createElement("input"), { type: "hidden", name: this.input.name.replace(/\.file$/, ""), value: "" });
    empty.dataset.keptInput = "";
    this.append(empty);
    this.dispatchEvent(new CustomEvent("picture", { bubbles: true }));
  }

  get url() { return this.querySelector("img").hidden ? "" : this.querySelector("img").src; }

  #kept() { return this.closest(".question").querySelector("[data-kept-input]"); }

  #show(url) {
    const image = this.querySelector("img");
    if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
    image.hidden = !url;
    if (url) image.src = url; else image.removeAttribute("src");
    this.querySelector("[data-remove]").hidden = !url;
    this.words.textContent = url ? this.words.dataset.change : this.words.dataset.choose;
  }
});
