// Before approving: everything that was entered, each with a way back to it.
import { answer } from "./answers.js";
import { spotsOf } from "./spots.js";

/** Lists the answers of `questions` in `list`, whose data attributes hold the words; signatures and stamps stand before all else. */
export function review(list, questions) {
  const isSigned = ({ dataset }) => dataset.kind === "signature" || dataset.kind === "stamp";
  const entries = (some) => some.map((question) => entry(question, list.dataset));
  list.closest("dialog").querySelector("[data-signed]").replaceChildren(...entries(questions.filter(isSigned)));
  list.replaceChildren(...entries(questions.filter((question) => !isSigned(question))));
  list.parentElement.hidden = !list.children.length;
}

function entry(question, words) {
  const item = document.createElement("li"), { textContent: title, lang } = question.querySelector("legend span");
  const change = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words.change });
  change.dataset.kind = "quiet";
  change.dataset.goto = question.id;
  change.setAttribute("aria-label", `${words.change}: ${title}`);
  const text = document.createElement("div");
  text.append(element("p", "review-title", title, lang), shown(question, words));
  item.append(text, change);
  return item;
}

function shown(question, words) {
  const { text, marks, filled } = answer(question);
  if (question.dataset.kind === "check") return element("p", "review-value", filled ? words.checked : words.unchecked);
  if (!filled) return element("p", "review-value quiet", words.empty);
  if (marks) {
    const { textContent, lang } = question.querySelector("label:has(:checked) span");
    return element("p", "review-value", textContent, lang);
  }
  if (text !== undefined) return element("p", "review-value", question.dataset.kind === "date" ? dated(text) : text);
  // Ink and pictures are shown as on the page.
  const small = element("div", "review-picture", "");
  small.append(...[...spotsOf(question)[0].querySelector(".spot-content").children].map((part) => part.cloneNode(true)));
  small.setAttribute("role", "img");
  small.setAttribute("aria-label", words.filled);
  return small;
}

function dated(text) {
  const day = new Date(`${text}T00:00:00`);
  return Number.isNaN(day.getTime()) ? text : day.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
}

function element(name, className, textContent, lang = "") {
  return Object.assign(document.createElement(name), { className, textContent }, lang && { lang });
}
