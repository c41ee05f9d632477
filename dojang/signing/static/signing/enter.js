// The link's page goes on by itself; without this script its button does the same.
import { sendOnce } from "./once.js";

customElements.define("carry-on", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    sendOnce(form);
    // A page that nobody looks at, as in a prefetch or a tab behind others, waits.
    const go = () => { if (document.visibilityState === "visible") form.requestSubmit(); };
    document.addEventListener("visibilitychange", go);
    go();
  }
});
