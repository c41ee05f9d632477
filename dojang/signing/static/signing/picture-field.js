// A picture to hand in: shown small at once, and made smaller before it is sent when it is larger than the server takes.
// Of a signature on paper the server keeps the ink alone, unless its signer wants the picture as it is.
import { cropped } from "./crop.js";

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
  #whole = "";
  #cut = "";
  #original = null;
  #turn = 0; // what was begun for an earlier picture comes too late

  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.words = this.querySelector("[data-choose]");
    this.#whole = this.querySelector("img").getAttribute("src") ?? "";
    this.input.addEventListener("change", () => this.#chosen());
    this.querySelector("[data-remove]").addEventListener("click", () => this.clear(true));
    this.querySelector("[data-crop]").addEventListener("click", () => this.#crop());
    for (const paper of this.#papers) paper.addEventListener("change", () => this.#say());
  }

  get file() { return this.input.files[0] ?? null; }
  get url() { return this.querySelector("img").hidden ? "" : this.querySelector("img").src; }

  #chosen() {
    this.#original = this.file;
    return this.file ? this.#use(this.file) : this.#take("");
  }

  async #use(file) {
    this.words.textContent = this.words.dataset.busy;
    // What is too large is not to be sent while it is being made smaller.
    if (file.size > MOST_BYTES) this.input.value = "";
    // A file that this browser can not read is sent as it is; the server says what is wrong with it.
    const turn = ++this.#turn, small = await shrunk(file).catch(() => file);
    if (turn !== this.#turn) return;
    this.#hold(small);
    this.#kept()?.remove();
    this.#take(URL.createObjectURL(this.file));
    if (this.dataset.cut) await this.#cutOut(turn);
    if (turn === this.#turn) this.#say();
  }

  /** A part of the picture as it was chosen, perhaps turned. */
  async #crop() {
    const part = await cropped(this.#original, this.querySelector("dialog"));
    if (part) await this.#use(part);
  }

  /** The same picture as in another field, with the same wish for its paper. */
  async copy(other) {
    const file = other.file ?? new File([await (await fetch(other.url)).blob()], "picture", { type: "image/png" });
    this.#turn += 1;
    this.#hold(file);
    this.#papers.forEach((paper, index) => { paper.checked = other.#papers[index].checked; });
    this.#cut = other.#cut;
    this.#original = other.#original ?? file;
    this.#take(URL.createObjectURL(file));
  }

  /** Take the picture out of the box; `told` when the reader asked for it. */
  clear(told = false) {
    this.#turn += 1;
    this.input.value = "";
    this.#kept()?.remove();
    this.closest(".question").removeAttribute("data-kept");
    this.#cut = "";
    this.querySelector("[data-cut-words]")?.replaceChildren();
    this.#take("");
    if (!told) return;
    const empty = Object.assign(document.createElement("input"), { type: "hidden", name: this.input.name.replace(/\.file$/, ""), value: "" });
    empty.dataset.keptInput = "";
    this.append(empty);
    this.#say();
  }

  get #papers() { return [...this.querySelectorAll(".paper input")]; }

  #kept() { return this.closest(".question").querySelector("[data-kept-input]"); }

  #hold(file) {
    const carrier = new DataTransfer();
    carrier.items.add(file);
    this.input.files = carrier.files;
  }

  /** Asks the server for the ink alone; where there is none, the picture can still be used as it is. */
  async #cutOut(turn) {
    const words = this.querySelector("[data-cut-words]"), body = new FormData(), [clear, keep] = this.#papers;
    this.#cut = "";
    words.textContent = words.dataset.busy;
    body.append("csrfmiddlewaretoken", this.closest("form").elements.csrfmiddlewaretoken.value);
    body.append("file", this.file);
    try {
      const answer = await fetch(this.dataset.cut, { method: "POST", body });
      const told = await (answer.ok ? answer.blob() : answer.json());
      if (turn !== this.#turn) return;
      words.textContent = answer.ok ? "" : told.text;
      if (answer.ok) this.#cut = URL.createObjectURL(told);
    } catch {
      if (turn !== this.#turn) return;
      words.textContent = words.dataset.failed;
    }
    (this.#cut ? clear : keep).checked = true;
  }

  #say() {
    this.#show();
    this.dispatchEvent(new CustomEvent("picture", { bubbles: true }));
  }

  #take(url) {
    this.#whole = url;
    this.querySelector(".papers")?.toggleAttribute("data-idle", !this.file);
    this.#show();
  }

  #show() {
    const image = this.querySelector("img"), [clear] = this.#papers, url = this.#cut && clear.checked ? this.#cut : this.#whole;
    image.hidden = !url;
    if (url) image.src = url; else image.removeAttribute("src");
    this.querySelector("[data-remove]").hidden = !url;
    this.querySelector("[data-crop]").hidden = !this.file;
    this.words.textContent = url ? this.words.dataset.change : this.words.dataset.choose;
  }
});
