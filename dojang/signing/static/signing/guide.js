// The dock: one question at a time, and one main button that always says the next thing.
// Without this script the form still shows and sends every question.
import { answer, isSettled } from "./answers.js";
import { openDialog } from "./dialogs.js";
import { keepDrafts } from "./drafts.js";
import { paint, shrink, spotsOf } from "./spots.js";

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
    this.#keepClear();
    for (const question of this.questions) paint(question, this.words);
    for (const still of document.querySelectorAll(".spot[data-still]")) shrink(still);
    const wrong = this.questions.findIndex((question) => question.querySelector(".error").textContent);
    this.#go(wrong >= 0 ? wrong : -1, { focus: wrong >= 0 });
  }

  /** -1 before the first question, then the questions, then the review. */
  at = -1;
  get #now() { return this.questions[this.at]; }
  get #isReview() { return this.at === this.questions.length; }

  #listen() {
    this.form.addEventListener("input", ({ target }) => this.#changed(target.closest(".question")));
    this.form.addEventListener("picture", ({ target }) => this.#pictured(target));
    this.form.addEventListener("submit", (event) => this.#submit(event));
    // While a syllable is being composed, Enter belongs to the input method; Safari tells it only by the code 229.
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
    });
    this.form.addEventListener("click", (event) => this.#click(event));
  }

  #click(event) {
    const step = event.target.closest("[data-go]"), link = event.target.closest("a[href^='#q']");
    if (step) this.#go(Math.max(0, Math.min(this.questions.length, this.at + Number(step.dataset.go))));
    if (!link) return;
    event.preventDefault();
    const index = this.questions.findIndex((question) => `#${question.id}` === link.getAttribute("href"));
    this.#tick(this.questions[index], link);
    this.#go(index);
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
    if (this.#isReview && next === this.questions.length) return openDialog("approve");
    this.#go(next);
  }

  #finally(event) {
    const open = this.questions.findIndex((question) => !isSettled(question));
    if (open < 0) return;
    event.preventDefault();
    document.getElementById("approve").close();
    this.#go(open);
    this.#ask(this.questions[open]);
  }

  /** The next question that needs an answer, or has not been seen yet; the review when there is none. */
  #next() {
    const wants = (question) => !isSettled(question) || !("seen" in question.dataset || answer(question).filled);
    const later = this.questions.findIndex((question, index) => index > this.at && wants(question));
    if (later >= 0) return later;
    const open = this.questions.findIndex((question) => !isSettled(question));
    return open >= 0 && open !== this.at ? open : this.questions.length;
  }

  #go(at, { focus = true } = {}) {
    this.at = at;
    for (const question of this.questions) question.toggleAttribute("data-now", question === this.#now);
    if (this.#now) this.#now.dataset.seen = "";
    this.dataset.at = this.#now ? "question" : this.#isReview && this.questions.length ? "review" : "intro";
    this.form.classList.toggle("dock-closer", Boolean(this.#now));
    for (const place of document.querySelectorAll(".spot[aria-current]")) place.removeAttribute("aria-current");
    this.#label();
    if (this.#now) this.#show(focus);
    else if (focus) this.#tell(this.querySelector(`[data-part="${this.dataset.at}"]`).textContent.trim());
  }

  #show(focus) {
    const places = spotsOf(this.#now), calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const place of places) place.setAttribute("aria-current", "true");
    // The dock has just grown or shrunk; the place is to be seen above it as it is now.
    this.#measure();
    places[0]?.scrollIntoView({ block: "center", inline: "center", behavior: calm ? "auto" : "smooth" });
    const [title] = this.#now.querySelector("legend").children;
    this.#tell(`${this.querySelector("[data-count]").textContent}: ${title.textContent}`);
    if (!focus) return;
    const typed = this.#now.querySelector("input.input, textarea.input, .choice input:checked, .choice input");
    (typed ?? this.#now).focus({ preventScroll: true });
  }

  #label() {
    const { start, next, review, approve } = this.dataset, count = this.questions.length, isLast = this.#next() === count;
    const beforeAll = isLast ? review : start;
    this.main.textContent = { intro: count ? beforeAll : approve, review: approve, question: isLast ? review : next }[this.dataset.at];
    const pattern = this.querySelector("[data-count]");
    pattern.textContent = pattern.dataset.pattern.replace("%n", this.at + 1).replace("%c", count);
    this.querySelector("progress").value = this.questions.filter((question) => answer(question).filled).length;
    this.querySelector("[data-go='-1']").disabled = this.at <= 0;
    this.querySelector("[data-go='1']").disabled = this.at >= count;
  }

  #changed(question) {
    if (!question) return;
    this.#complain(question, "");
    const pad = question.querySelector("ink-pad");
    if (pad?.drawing && question.querySelector("picture-field").url) question.querySelector("picture-field").clear();
    paint(question, this.words);
    this.#label();
  }

  /** A picture was chosen where one may also draw: the later answer counts. */
  #pictured(field) {
    const question = field.closest(".question");
    if (field.file) question.querySelector("ink-pad")?.forget();
    this.#changed(question);
  }

  #ask(question) {
    const { drawing } = answer(question), [title] = question.querySelector("legend").children;
    this.#complain(question, drawing ? question.dataset.small : this.dataset.empty);
    this.#tell(`${title.textContent}: ${question.querySelector(".error").textContent}`);
    question.querySelector("input:not([type=hidden]), textarea")?.focus({ preventScroll: true });
  }

  #complain(question, words) {
    question.querySelector(".error").textContent = words;
    for (const input of question.querySelectorAll("[aria-describedby]")) input.toggleAttribute("aria-invalid", false);
    if (words) for (const input of question.querySelectorAll("[aria-describedby]")) input.setAttribute("aria-invalid", "true");
    for (const place of spotsOf(question)) place.toggleAttribute("data-wrong", Boolean(words));
  }

  #tell(words) { this.querySelector("[data-live]").textContent = words; }

  #measure() { document.documentElement.style.setProperty("--dock", `${this.offsetHeight}px`); }

  /** The page keeps clear of the dock, and the dock of the keyboard. */
  #keepClear() {
    const { style } = document.documentElement, seen = window.visualViewport;
    new ResizeObserver(() => this.#measure()).observe(this);
    const lift = () => style.setProperty("--keyboard", `${seen.scale > 1 ? 0 : Math.max(0, innerHeight - seen.height - seen.offsetTop)}px`);
    seen?.addEventListener("resize", lift);
    seen?.addEventListener("scroll", lift);
  }
});
