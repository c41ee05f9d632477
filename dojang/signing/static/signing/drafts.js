// What was entered survives a reload or a change of language, in this tab alone, until it is sent.
import { draft, restore } from "./answers.js";

export function keepDrafts(form, questions) {
  const key = `dojang:${form.dataset.draft}`;
  let sent = false;
  addEventListener("pagehide", () => {
    if (!sent) attempt(() => sessionStorage.setItem(key, JSON.stringify(questions.map((question) => [question.id, draft(question)]))));
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sent = true;
    attempt(() => sessionStorage.removeItem(key));
  });
  if (!("again" in form.dataset)) attempt(() => bringBack(JSON.parse(sessionStorage.getItem(key) ?? "[]")));
}

function bringBack(kept) {
  for (const [id, values] of kept) {
    const question = document.getElementById(id);
    if (question) restore(question, values);
  }
}

// Storage may be full, forbidden or altered; the page works without it.
function attempt(work) {
  try { work(); } catch { /* nothing was promised */ }
}
