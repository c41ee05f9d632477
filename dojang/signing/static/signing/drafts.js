// What was entered is kept on the server, box by box, as soon as it changes: a reload, a phone call or another device loses
// nothing. What could not be sent waits in this tab. Nothing of it counts before it is approved.
import { answer, draft, restore } from "./answers.js";

const PAUSE = 600, PATIENCE = 5_000, MAX_AT_THE_END = 60_000; // browsers send no more than 64 KB once a page is left

export function keepDrafts(form, questions) {
  const drafts = new Drafts(form, questions);
  drafts.bringBack();
  drafts.watch();
}

class Drafts {
  #sent = false;
  #end = new AbortController();
  #timer = 0;
  #busy = false;

  constructor(form, questions) {
    Object.assign(this, { form, questions, key: `dojang:${form.dataset.draft}`, home: form.dataset.draft.split("#")[0] });
    this.status = document.querySelector("[data-saved]");
    this.known = this.#prints();
  }

  watch() {
    for (const what of ["input", "change", "picture", "click"]) this.form.addEventListener(what, () => this.#soon());
    addEventListener("online", () => this.#soon());
    addEventListener("pagehide", () => this.#leave());
    this.form.addEventListener("submit", (event) => event.defaultPrevented || this.#done());
    this.#soon();
  }

  /** What this tab had not been able to send. */
  bringBack() {
    attempt(() => {
      for (const [id, values] of JSON.parse(sessionStorage.getItem(this.key) ?? "[]")) {
        const question = document.getElementById(id);
        if (question) restore(question, values);
      }
    });
  }

  #soon(pause = PAUSE) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), pause);
  }

  /** One after the other, so that the last one sent is the last one entered. */
  async #send() {
    if (this.#busy || this.#sent) return;
    this.#busy = true;
    try {
      for (const question of this.#toSend()) {
        const print = this.#prints().get(question), answer = await this.#post(question, { signal: this.#end.signal });
        if (answer.status === 429) return this.#soon(1_000 * Number(answer.headers.get("Retry-After") ?? 5));
        if (answer.status >= 500) throw new Error(answer.status);
        this.known.set(question, print);
        const told = await answer.json();
        if (!answer.ok && answer.status !== 422) return this.#tell(told.text, answer.status === 409 || answer.status === 410);
        if (answer.ok) this.#say(this.status?.dataset.saved);
        const detail = { problem: told.text, ...told };
        if (this.#prints().get(question) === print) question.dispatchEvent(new CustomEvent("refusal", { detail, bubbles: true }));
      }
      attempt(() => sessionStorage.removeItem(this.key));
    } catch {
      if (this.#sent) return;
      this.#say(this.status?.dataset.unsaved);
      return this.#soon(PATIENCE);
    } finally {
      this.#busy = false;
    }
    if (this.#toSend().length) this.#soon();
  }

  #post(question, options = {}) {
    // Whatever is wrong, even that the visit is over, is told in the language of the page.
    return fetch(`${this.home}/draft?lang=${document.documentElement.lang}`, { method: "POST", body: this.#body(question), credentials: "same-origin", ...options });
  }

  #body(question) {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    body.append("question", question.id);
    for (const [name, value] of this.#entries(question)) body.append(name, value);
    return body;
  }

  /** The page is left: what is small goes out still, and all waits here in case it did not arrive. */
  #leave() {
    const open = this.#sent ? [] : this.#changed();
    if (!open.length) return;
    attempt(() => sessionStorage.setItem(this.key, JSON.stringify(open.map((question) => [question.id, draft(question)]))));
    let left = MAX_AT_THE_END;
    for (const question of this.#toSend()) {
      left -= this.#entries(question).reduce((sum, [, value]) => sum + 3 * (value.size ?? value.length) + 300, 300);
      if (left > 0) this.#post(question, { keepalive: true }).catch(() => { /* it waits in this tab */ });
    }
  }

  #done() {
    // The form says it all; a draft that came after it would be told that there is nothing to keep any more.
    this.#sent = true;
    this.#end.abort();
    clearTimeout(this.#timer);
    attempt(() => sessionStorage.removeItem(this.key));
    // Coming back to the page by the back button, everything is watched again.
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      this.#sent = false;
      this.#end = new AbortController();
    });
  }

  #changed() {
    const now = this.#prints();
    return this.questions.filter((question) => now.get(question) !== this.known.get(question));
  }

  /** What changed and could be kept; a slip of the finger is no signature, and the server would say so. */
  #toSend() {
    return this.#changed().filter((question) => {
      const { drawing, filled, problem } = answer(question);
      return !problem && !(drawing && !filled);
    });
  }

  #prints() {
    const all = byNumber(this.form);
    return new Map(this.questions.map((question) => [question, print(all.get(question.id.slice(1)) ?? [])]));
  }

  #entries(question) { return byNumber(this.form).get(question.id.slice(1)) ?? []; }

  /** Why nothing is kept any more; where the page has moved on, with the way to how it stands. */
  #tell(words, hasMovedOn) {
    const notice = document.querySelector("[data-notice]");
    notice.replaceChildren(words, ...(hasMovedOn ? [" ", Object.assign(document.createElement("a"), { href: this.home, textContent: notice.dataset.reload })] : []));
    notice.hidden = false;
    if (this.status) this.status.textContent = "";
  }

  #say(words) { if (this.status && words && this.status.textContent !== words) this.status.textContent = words; }
}

/** The entries of the form by the number of the question that they answer; a file input that is empty says nothing. */
function byNumber(form) {
  const found = new Map();
  for (const [name, value] of new FormData(form)) {
    const [, number] = /^[fg](\d+)(?:\.|$)/.exec(name) ?? [];
    if (!number || (value instanceof File && !value.size)) continue;
    if (found.has(number)) found.get(number).push([name, value]);
    else found.set(number, [[name, value]]);
  }
  return found;
}

function print(entries) {
  return JSON.stringify(entries.map(([name, value]) => [name, value instanceof File ? [value.name, value.size, value.lastModified] : value]));
}

// Storage may be full, forbidden or altered; the page works without it.
function attempt(work) {
  try { work(); } catch { /* nothing was promised */ }
}
