// A picture to hand in: shown small at once, and made smaller before it is sent when it is larger than the server takes.
// Of a signature on paper the server keeps the ink alone, unless its signer wants the picture as it is.
import { cropped } from "./crop.js";

const MAX_BYTES = 1_000_000, MAX_SIDE = 2_000, LEAST_SIDE = 200;

/** The picture as the server takes it: a JPEG or PNG that is small enough. Null for a file in which this browser sees no picture. */
async function taken(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!image) return null;
  const begin = [...new Uint8Array(await file.slice(0, 3).arrayBuffer())].join(" "), isPng = begin === "137 80 78", type = isPng ? "image/png" : "image/jpeg";
  if (file.size <= MAX_BYTES && (isPng || begin === "255 216 255")) return file;
  let side = Math.min(MAX_SIDE, Math.max(image.width, image.height));
  do {
    const scale = side / Math.max(image.width, image.height);
    const canvas = Object.assign(document.createElement("canvas"), {
      width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    const brush = canvas.getContext("2d");
    // A JPEG has no glass; what was clear before becomes paper, not black.
    if (!isPng) Object.assign(brush, { fillStyle: "#fff" }).fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, type, 0.85));
    if (blob && blob.size <= MAX_BYTES) return new File([blob], file.name, { type });
    side *= 0.75;
  } while (side > LEAST_SIDE);
  return null;
}

/** What phones of Apple take, which most other browsers cannot read. */
async function isHeic(file) {
  const begin = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer());
  return /^ftyp(?:hei|hev|mif1|msf1)/.test(begin) || /\.hei[cf]$/i.test(file.name);
}

customElements.define("picture-field", class extends HTMLElement {
  #whole = "";
  #cut = "";
  #original = null;
  #held = null;
  #before = null;
  #turn = 0; // what was begun for an earlier picture comes too late

  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.words = this.querySelector("[data-choose]");
    this.#whole = this.querySelector("img").getAttribute("src") ?? "";
    this.input.addEventListener("change", () => this.#chosen());
    this.querySelector("[data-remove]").addEventListener("click", () => this.clear(true));
    this.querySelector("[data-crop]").addEventListener("click", () => this.#crop());
    for (const paper of this.#papers) paper.addEventListener("change", () => this.#say());
    this.closest(".question").addEventListener("refusal", (event) => this.#refused(event));
  }

  get file() { return this.input.files[0] ?? null; }
  get url() { return this.querySelector("img").hidden ? "" : this.querySelector("img").src; }

  #chosen() {
    if (this.file) this.#use(this.file, this.file);
    else this.#hold(this.#held); // Nothing was chosen after all.
  }

  async #use(file, original) {
    const { unreadable, large, most, heic } = this.input.dataset;
    this.words.textContent = this.words.dataset.busy;
    // It is not to be sent before it is known to be a picture that the server takes.
    this.#hold(this.#held);
    const isLarge = file.size > most * 1_000_000, turn = ++this.#turn, small = isLarge ? null : await taken(file);
    if (turn !== this.#turn) return;
    if (!small) return this.#refuse(isLarge ? large : await isHeic(file) ? heic : unreadable);
    this.#before = { whole: this.#whole, cut: this.#cut, original: this.#original, held: this.#held, kept: this.#kept(), paper: this.#papers.findIndex((one) => one.checked) };
    this.#original = original;
    this.#hold(small);
    this.#kept()?.remove();
    this.#take(URL.createObjectURL(small));
    const problem = this.dataset.cut && await this.#cutOut(turn);
    if (turn !== this.#turn) return;
    if (problem) this.#restore(problem);
    else this.#say();
  }

  /** The server sees no picture in the file, although this browser did: the box holds again what it held before. */
  #restore(words) {
    const { whole, cut, original, held, kept, paper } = this.#before;
    Object.assign(this.#papers[paper] ?? {}, { checked: true });
    this.#before = null;
    this.#cut = cut;
    this.#original = original;
    this.#hold(held);
    if (kept) this.append(kept);
    this.#take(whole);
    this.#refuse(words);
  }

  /** Refused as a draft: so it is said here, and not in the end. */
  #refused(event) {
    if (!event.detail.problem || !this.#before || this.dataset.cut) return;
    event.stopPropagation();
    this.#restore(event.detail.problem);
    this.closest("form").dispatchEvent(new Event("change"));
  }

  /** A part of the picture as it was chosen, perhaps turned. */
  async #crop() {
    const part = await cropped(this.#original, this.querySelector("dialog"));
    if (part) await this.#use(part, this.#original);
  }

  /** What is in the box already stays there. */
  #refuse(words) {
    this.#show();
    const isFilled = this.closest("sign-box")?.answer.filled ?? Boolean(this.url);
    this.dispatchEvent(new CustomEvent("unread", { bubbles: true, detail: isFilled ? `${words} ${this.input.dataset.before}` : words }));
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
    this.#hold(null);
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
    if (file) carrier.items.add(file);
    this.#held = file;
    this.input.files = carrier.files;
  }

  /** Asks the server for the ink alone; where there is none, the picture can still be used as it is. Where it is no picture, why. */
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
      if (told.reason && told.reason !== "picture-blank") {
        words.textContent = "";
        return told.text;
      }
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
