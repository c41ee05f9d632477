// The document page: its fields first, then the guide that reads them.
import "./ink-pad.js";
import "./picture-field.js";
import "./guide.js";
import { sendOnce } from "./once.js";

for (const form of document.querySelectorAll("form")) sendOnce(form);

document.addEventListener("click", ({ target }) => {
  const opens = target.closest("[data-opens]"), closes = target.closest("[data-closes]");
  if (opens) document.getElementById(opens.dataset.opens).showModal();
  closes?.closest("dialog").close();
});
