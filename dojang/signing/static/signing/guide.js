// The dock: one question at a time, and one main button that always says the next thing.
// Without this script the form still shows and sends every question.
import { answer, isSettled } from "./answers.js";
import { openDialog } from "./dialogs.js";
import { keepDrafts } from "./drafts.js";
import { accept, refuse } from "./refused.js";
import { editInPlace, isEditedInPlace, isEditing } from "./in-place.js";
import { Paper } from "./paper.js";
import { review } from "./review.js";
import { fitWhenNear, paint, spotsOf } from "./spots.js";

/** Today where the signer is, as a date input takes it. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

customElements.define("document-guide", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.questions = [...this.querySelectorAll(".question")];
    this.main = this.querySelector("[data-main]");
    this.words = { filled: this.dataset.spotFilled, empty: this.dataset.spotEmpty };
    this.dataset.questions = this.questions.length;
    this.form.noValidate = true;
    this.#listen();
    keepDrafts(this.form, this.questions);
    this.paper = new Paper(this.form, this);
    for (const question of this.questions) paint(question, this.words);
    fitWhenNear();
    const wrong = this.questions.findIndex((question) => question.querySelector(".error").textContent);
    // The only question there is need not be asked for; the paper stays where it is until it has been read.
    if (wrong < 0) this.#go(this.questions.length === 1 ? 0 : -1, { focus: false, move: false });
    else this.#go(wrong);
  }

  /** -1 before the first question, then the questions, then the review. */
  at = -1;
  get #now() { return this.questions[this.at]; }
  get #isReview() { return this.at === this.questions.length; }
  get #open() { return this.questions.filter((question) => !this.#state(question).settled); }

  /** How each question stands, until it changes: of two thousand not all can be looked at after each letter. */
  #states = new Map();

  #state(question) {
    if (!this.#states.has(question)) this.#states.set(question, { settled: isSettled(question), filled: answer(question).filled });
    return this.#states.get(question);
  }

  #listen() {
    this.form.addEventListener("input", ({ target }) => this.#changed(target.closest(".question")));
    this.form.addEventListener("picture", ({ target }) => this.#pictured(target));
    this.form.addEventListener("unread", ({ target, detail }) => this.#unread(target.closest(".question"), detail));
    this.form.addEventListener("refusal", ({ target, detail }) => this.#refused(target, detail));
    this.form.addEventListener("change", ({ target }) => target.closest(".ways") && this.paper.keepInSight());
    this.form.addEventListener("submit", (event) => this.#submit(event));
    // While a syllable is being composed, Enter belongs to the input method; Safari tells it only by the code 229.
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
    });
    this.form.addEventListener("click", (event) => this.#click(event));
  }

  #click(event) {
    const pressed = (what) => event.target.closest(`[data-${what}]`), link = event.target.closest("a[href^='#q']");
    if (pressed("go")) this.#go(Math.max(0, Math.min(this.questions.length, this.at + Number(pressed("go").dataset.go))));
    else if (pressed("fold")) this.#fold(!("folded" in this.dataset));
    else if (pressed("jump")) this.#jump();
    else if (pressed("today")) this.#today();
    else if (pressed("offer")) this.#offered(pressed("offer").dataset);
    else if (pressed("goto")) this.#change(pressed("goto").dataset.goto);
    else if (event.target.matches("input[type=date]")) this.#calendar(event.target);
    else if (link) this.#touched(event, link);
  }

  /** A box on the paper, or a complaint's link. */
  #touched(event, link) {
    event.preventDefault();
    const question = this.#called(link.getAttribute("href").slice(1));
    this.#tick(question, link);
    this.#go(this.questions.indexOf(question), { inPlace: link.matches("a.spot") });
  }

  #called(id) { return this.questions.find((question) => question.id === id); }

  /** From the list of all entries back to one of them. */
  #change(id) {
    document.getElementById("approve").close();
    this.#go(this.questions.indexOf(this.#called(id)));
  }

  /** To the next box that has to be filled and is empty. */
  #jump() {
    const open = this.#open, later = open.find((question) => this.questions.indexOf(question) > this.at);
    this.#go(this.questions.indexOf(later ?? open[0]));
  }

  /** Wherever the box is touched its calendar opens; inside another site's page browsers forbid that, and leave it to its sign. */
  #calendar(input) {
    try { input.showPicker?.(); } catch { /* it can still be typed */ }
  }

  #today() {
    this.#enter(this.#now.querySelector("input[type=date]"), today());
  }

  /** The signer's name, or today's date as it is written in the language of the document. */
  #offered({ offer, written }) {
    const input = this.#now.querySelector("input.input"), long = written && new Date().toLocaleDateString(written, { dateStyle: "long" });
    this.#enter(input, offer || (input.maxLength < 0 || long.length <= input.maxLength ? long : today()));
  }

  #enter(input, value) {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Folded away, the question leaves the paper to be read. */
  #fold(folded) {
    this.toggleAttribute("data-folded", folded);
    this.querySelector("[data-fold]").setAttribute("aria-expanded", String(!folded));
  }

  /** Touching a check box or a choice on the paper ticks it there and then. */
  #tick(question, link) {
    if (!link.matches("a.spot")) return;
    const choice = question.querySelector(`[data-spot="${link.id}"]`) ?? (question.dataset.kind === "check" ? question.querySelector("input") : null);
    if (!choice) return;
    choice.checked = choice.type === "radio" || !choice.checked;
    this.#changed(question);
  }

  #submit(event) {
    if (event.submitter?.matches("[data-final]")) return this.#finally(event);
    event.preventDefault();
    if (this.#now && !isSettled(this.#now)) return this.#ask(this.#now);
    const next = this.#next();
    this.#go(next, { inPlace: isEditing() });
    if (next === this.questions.length) this.#conclude();
  }

  /** Everything is answered: what was entered, and what approving means. */
  #conclude() {
    const list = document.querySelector("#approve [data-review]");
    if (list) review(list, this.questions);
    openDialog("approve");
  }

  #finally(event) {
    this.#states.clear();
    const [open] = this.#open;
    if (!open) return;
    event.preventDefault();
    this.#change(open.id);
    this.#ask(open);
  }

  /** The next question that needs an answer, or has not been seen yet; the review when there is none. */
  #next() {
    const wants = (question) => !this.#state(question).settled || !("seen" in question.dataset || this.#state(question).filled);
    const later = this.questions.findIndex((question, index) => index > this.at && wants(question));
    if (later >= 0) return later;
    const open = this.questions.findIndex((question) => !this.#state(question).settled);
    return open >= 0 && open !== this.at ? open : this.questions.length;
  }

  /** `inPlace` says that the reader is at work on the paper: what can be is edited there. */
  #go(at, { focus = true, move = true, inPlace = false } = {}) {
    // A date that was begun and not ended tells nobody so before it is left.
    this.#states.delete(this.#now);
    if (this.#now && this.#state(this.#now).settled) this.#complain(this.#now, "");
    this.at = at;
    this.#fold(false);
    for (const question of this.questions) question.toggleAttribute("data-now", question === this.#now);
    if (this.#now) this.#now.dataset.seen = "";
    this.#now?.querySelector("sign-box")?.offerAgain();
    this.dataset.at = this.#now ? "question" : this.#isReview && this.questions.length ? "review" : "intro";
    this.#label();
    this.paper.show(this.#now ? spotsOf(this.#now) : [], Boolean(this.#now) && move);
    if (focus && this.#now) this.#focus(inPlace);
    else if (focus) this.#tell(this.querySelector(`[data-part="${this.dataset.at}"]`).textContent.trim());
  }

  #focus(inPlace) {
    const [place] = spotsOf(this.#now);
    const [title] = this.#now.querySelector("legend").children, { pattern } = this.querySelector("[data-count]").dataset;
    this.#tell(`${pattern.replace("%n", this.at + 1).replace("%c", this.questions.length)}: `, title.cloneNode(true));
    if (inPlace && place && isEditedInPlace(this.#now)) return editInPlace(this.#now, place);
    const typed = this.#now.querySelector("input.input, textarea.input, .choice input:checked, .choice input");
    (typed ?? this.#now).focus({ preventScroll: true });
  }

  #label() {
    const { start, next, review, approve } = this.dataset, count = this.questions.length, isLast = this.#next() === count;
    const begun = this.questions.some((question) => this.#state(question).filled);
    const beforeAll = isLast ? review : begun ? this.dataset.continue : start;
    this.main.textContent = { intro: count ? beforeAll : approve, review: approve, question: isLast ? review : next }[this.dataset.at];
    this.querySelector("[data-count]").textContent = `${this.at + 1} / ${count}`;
    // An optional box that was looked at and left empty is done too.
    const left = (question) => "seen" in question.dataset && question !== this.#now;
    const done = this.questions.filter((question) => this.#state(question).settled && (left(question) || this.#state(question).filled));
    this.querySelector("progress").value = done.length;
    this.#left();
    this.querySelector("[data-go='-1']").disabled = this.at <= 0;
    this.querySelector("[data-go='1']").disabled = this.at >= count;
  }

  /** How many boxes still have to be filled, the one that is asked for now among them. */
  #left() {
    const jump = this.querySelector("[data-jump]"), left = this.#open.length;
    jump.hidden = !left || !this.#now;
    jump.textContent = jump.dataset.pattern.replace("%c", left);
  }

  #changed(question) {
    if (!question) return;
    accept(question);
    this.#states.delete(question);
    this.#complain(question, "");
    const pad = question.querySelector("ink-pad");
    if (pad?.drawing && question.querySelector("picture-field").url) question.querySelector("picture-field").clear();
    paint(question, this.words);
    const offer = question.querySelector("[data-offer]"), { text } = answer(question);
    if (offer) offer.hidden = text !== "" && text === offer.dataset.offer;
    this.#label();
  }

  /** A picture was chosen where one may also draw: the later answer counts. */
  #pictured(field) {
    const question = field.closest(".question");
    if (field.file) question.querySelector("ink-pad")?.forget();
    this.#changed(question);
  }

  /** What was typed would be refused in the end: it is said now, wherever the signer is by then. */
  #refused(question, told) {
    if (!told.problem) return;
    refuse(question, told);
    this.#states.delete(question);
    for (const place of spotsOf(question)) place.toggleAttribute("data-wrong", true);
    if (question === this.#now) this.#tell(told.problem);
    this.#label();
  }

  /** A file that is no picture was chosen; the box holds what it held before. */
  #unread(question, words) {
    this.#complain(question, words);
    this.#tell(words);
  }

  #ask(question) {
    const { drawing, problem } = answer(question), [title] = question.querySelector("legend").children;
    this.#complain(question, problem || (drawing ? question.dataset.small : this.dataset.empty));
    this.#tell(title.cloneNode(true), `: ${question.querySelector(".error").textContent}`);
    if (!isEditing()) question.querySelector("input:not([type=hidden]), textarea")?.focus({ preventScroll: true });
  }

  #complain(question, words) {
    const error = question.querySelector(".error");
    // What is said already stays, with what it offers.
    if ((error.firstChild?.textContent ?? "") !== words) error.textContent = words;
    // The input over the box on the paper is described by the same complaint.
    for (const input of document.querySelectorAll(`[aria-describedby~="${question.id}-error"]`)) {
      if (words) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    for (const place of spotsOf(question)) place.toggleAttribute("data-wrong", Boolean(words));
  }

  /** Said aloud by a screen reader; a title is in the language of the document. */
  #tell(...words) { this.querySelector("[data-live]").replaceChildren(...words); }
});
