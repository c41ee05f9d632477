// A box for a signature or a stamp: several ways to fill it, of which the last one that was used is the answer.
// Looking at another way changes nothing; without this script the chosen way itself is the answer.
import { isTooSmall } from "./drawing.js";

const PAUSE = 300; // milliseconds without a keystroke, before a name is shown anew
const MADE = { type: ["typed", "font"], seal: ["seal", "shape"] };

customElements.define("sign-box", class extends HTMLElement {
  #timer = 0;
  #problems = {}; // of a way, while the name it was given can not be made

  connectedCallback() {
    this.question = this.closest(".question");
    this.pad = this.querySelector("ink-pad");
    this.picture = this.querySelector("picture-field");
    this.#takeOver();
    this.addEventListener("input", (event) => this.#entered(event));
    this.addEventListener("picture", () => this.#use("picture"));
    this.addEventListener("click", ({ target }) => target.closest("[data-same]") && this.#again());
    for (const kind of ["load", "error"]) this.addEventListener(kind, ({ target }) => target.matches(".look img") && this.#shown(target, kind), true);
    for (const kind of ["input", "picture"]) this.addEventListener(kind, () => this.offerAgain());
  }

  get way() { return this.used.value; }
  get name() { return this.pad.getAttribute("name"); }

  /** What `answer` of a question tells: `{drawing}`, `{url, made}` or `{url}`, each with `filled`, perhaps with a `problem`. */
  get answer() {
    const { drawing } = this.pad, { made } = this;
    if (this.way === "draw" && drawing) return { drawing, filled: !isTooSmall(drawing) };
    const problem = this.#problems[this.way];
    if (made) return { made, url: problem ? "" : this.#url(made), filled: !problem, problem };
    const url = this.way === "picture" ? this.picture.url : "";
    return { url, filled: Boolean(url) };
  }

  /** The name and its look, as the server takes them, or null. */
  get made() {
    const [kind, look] = MADE[this.way] ?? [], text = kind && this.#text(this.way).value.trim();
    const chosen = kind && this.querySelector(`[data-body="${this.way}"] .look input:checked`);
    return text && chosen ? { kind, text, [look]: chosen.value } : null;
  }

  set made(given) {
    const way = Object.keys(MADE).find((one) => MADE[one][0] === given.kind), body = this.querySelector(`[data-body="${way}"]`);
    const look = body?.querySelector(`.look input[value="${CSS.escape(given[MADE[way][1]])}"]`);
    if (!look) return;
    this.#text(way).value = given.text;
    look.checked = true;
    this.#preview(way);
    this.#use(way);
  }

  set drawing(given) {
    this.pad.drawing = given;
    this.#use("draw");
  }

  /** The tabs are for looking from now on; a field of our own says which way is the answer. */
  #takeOver() {
    this.used = Object.assign(document.createElement("input"), { type: "hidden", name: `${this.name}.way`, value: this.dataset.way });
    const tabs = [...this.querySelectorAll(".way input")];
    for (const tab of tabs) tab.name = `tab-${this.name}`;
    const open = tabs.find((tab) => tab.value === this.dataset.way) ?? tabs[0];
    open.checked = true;
    this.append(this.used);
  }

  #entered(event) {
    const { target } = event, body = target.closest("[data-body]")?.dataset.body;
    if (target === this.pad) return this.#use("draw");
    if (target.matches(".look input")) return this.#use(body);
    if (!target.matches("[data-text]")) return;
    event.stopPropagation();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#renamed(body), PAUSE);
  }

  #renamed(way) {
    delete this.#problems[way];
    this.#preview(way);
    if (this.querySelector(`[data-body="${way}"] .look input:checked`)) this.#use(way);
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #use(way) {
    this.used.value = way;
    const tab = this.querySelector(`.way [value="${way}"]`);
    if (tab) tab.checked = true;
  }

  #text(way) { return this.querySelector(`[data-body="${way}"] [data-text]`); }

  /** Every look shows the name as it stands. */
  #preview(way) {
    const [kind, look] = MADE[way], text = this.#text(way).value.trim();
    for (const label of this.querySelectorAll(`[data-body="${way}"] .look`)) {
      const image = label.querySelector("img");
      image.toggleAttribute("hidden", !text);
      if (text) image.src = this.#url({ kind, text, [look]: label.querySelector("input").value });
    }
  }

  #url(made) { return `${this.dataset.home}/made?${new URLSearchParams(made)}`; }

  /** A name that can not be made says why, at its box. */
  async #shown(image, kind) {
    const way = image.closest("[data-body]").dataset.body, isBad = kind === "error";
    image.toggleAttribute("data-bad", isBad);
    if (!isBad || this.#problems[way]) return;
    this.#problems[way] = " ";
    const answer = await fetch(image.src).catch(() => null);
    if (!answer || answer.ok) return delete this.#problems[way];
    this.#problems[way] = (await answer.json()).text;
    this.dispatchEvent(new Event("input", { bubbles: true }));
    this.question.querySelector(".error").textContent = this.#problems[way];
  }

  /** The nearest box of the same kind before this one that is filled. */
  get #before() {
    const alike = [...document.querySelectorAll(`sign-box[data-kind="${this.dataset.kind}"]`)];
    return alike.slice(0, alike.indexOf(this)).findLast((box) => box.used && box.answer.filled);
  }

  /** Said whenever the box is asked for: a box before it may have been filled since. */
  offerAgain() { this.querySelector("[data-same]").hidden = !this.#before || this.answer.filled; }

  async #again() {
    const before = this.#before, { drawing, made } = before.answer;
    if (drawing) this.drawing = drawing;
    else if (made) this.made = made;
    else {
      await this.picture.copy(before.picture);
      this.#use("picture");
    }
    this.dispatchEvent(new Event("input", { bubbles: true }));
    this.closest("form").querySelector("[data-main]").focus();
  }
});
