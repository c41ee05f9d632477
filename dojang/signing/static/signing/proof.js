// Small comforts of the proof page: showing the code, digits only, sending once.
import { sendOnce } from "./once.js";

const EYE = '<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/></svg>';

customElements.define("reveal-code", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "reveal", innerHTML: EYE });
    button.setAttribute("aria-label", this.dataset.label);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      input.focus();
    });
    this.append(button);
  }
});

for (const input of document.querySelectorAll("[data-digits]")) {
  input.addEventListener("input", () => { input.value = input.value.normalize("NFKC").replace(/\D/g, "").slice(0, 6); });
}
for (const form of document.querySelectorAll("form[data-once]")) sendOnce(form);

// Another code may be asked for after a while; until then the button counts down, and says so to nobody in between.
for (const button of document.querySelectorAll("[data-wait]")) {
  const words = button.textContent, end = Date.now() + 1_000 * button.dataset.wait;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1_000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${words} (${left})` : words;
    if (left > 0) setTimeout(tick, 250);
  };
  tick();
}
