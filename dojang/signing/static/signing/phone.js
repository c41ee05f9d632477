// At the desk: what the phone does is told, and when it has signed this page goes on to what follows.
const LONGEST = 8_000;

customElements.define("wait-for-phone", class extends HTMLElement {
  #pause = 2_000;
  #timer = 0;

  connectedCallback() {
    this.status = this.querySelector("[role=status]");
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
    this.#pause = Math.min(this.#pause * 1.1, LONGEST);
  }

  async #look() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(`${this.dataset.home}/phone-over/state`, { cache: "no-store" });
      // A visit that is over, and a contract that has ended, are told by the page itself.
      const state = answer.ok ? (await answer.json()).state : answer.status < 500 ? "done" : "waiting";
      if (state === "done") return location.replace(this.dataset.home);
      if (state in this.dataset && this.status.textContent !== this.dataset[state]) this.#tell(state);
      if (state === "over") return;
    } catch {
      // The network is away for a moment; the next look may find it again.
    }
    this.#later();
  }

  /** A code that was used, or whose time is over, is shown no more. */
  #tell(state) {
    this.status.textContent = this.dataset[state];
    this.querySelector(".code").setAttribute("hidden", "");
  }
});
