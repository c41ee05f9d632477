// While a document is being sealed the page looks again now and then, ever more patiently, and only while someone looks at it.
const LONGEST = 20_000;

customElements.define("polite-refresh", class extends HTMLElement {
  #pause = 1_500;
  #timer = 0;

  connectedCallback() {
    this.#later();
    document.addEventListener("visibilitychange", this.#seen);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#seen);
  }

  #seen = () => { if (document.visibilityState === "visible") this.#look(); };

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), this.#pause);
    this.#pause = Math.min(this.#pause * 1.4, LONGEST);
  }

  async #look() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(location.pathname, { credentials: "same-origin", cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-standing]")?.dataset.standing;
      if (now !== this.closest("[data-standing]").dataset.standing) return location.reload();
    } catch {
      // The network is away for a moment; the next look may find it again.
    }
    this.#later();
  }
});
