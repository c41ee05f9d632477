// Showing in each box on the page what was answered in the dock.
import { answer } from "./answers.js";
import { picture } from "./drawing.js";

const spot = (box) => document.getElementById(`s${box}`);
export const spotsOf = (question) => question.dataset.boxes.split(" ").map(spot).filter(Boolean);

export function paint(question, words) {
  const { text, marks, drawing, url, filled } = answer(question);
  for (const place of spotsOf(question)) {
    const ticked = marks ? marks.get(place.dataset.number) : filled;
    if (text !== undefined) write(place, text);
    else if (!marks) place.querySelector(".spot-content").replaceChildren(...content(place, drawing, url));
    place.toggleAttribute("data-filled", Boolean(ticked));
    place.toggleAttribute("data-wrong", Boolean(question.querySelector(".error").textContent));
    const label = `${place.dataset.title} — ${ticked ? text || words.filled : words.empty}`;
    if (place.getAttribute("aria-label") !== label) place.setAttribute("aria-label", label);
  }
}

function content(place, drawing, url) {
  if (drawing) return [picture(drawing, Number(place.dataset.width), Number(place.dataset.height))];
  return url ? [Object.assign(new Image(), { src: url, alt: "", className: "spot-picture" })] : [];
}

function write(place, text) {
  const value = place.querySelector(".spot-value");
  if (value.textContent !== text) value.textContent = text;
  if (near.has(place.closest(".sheet"))) shrink(place);
}

/** Measuring is dear, so only pages near the screen are measured, each when it comes near. */
const near = new Set();
const arrivals = new IntersectionObserver((pages) => {
  for (const { target, isIntersecting } of pages) {
    if (!isIntersecting) near.delete(target);
    else if (!near.has(target)) {
      near.add(target);
      fit(target);
    }
  }
}, { rootMargin: "100%" });

export function fitWhenNear() {
  for (const sheet of document.querySelectorAll(".sheet")) arrivals.observe(sheet);
}

function fit(sheet) {
  for (const place of sheet.querySelectorAll(".spot")) shrink(place);
  fitNames(sheet);
}

/** Letters too many for their box become smaller, as they will in the sealed PDF. */
function shrink(place) {
  const value = place.querySelector(".spot-value"), box = place.querySelector(".spot-content");
  if (!value) return;
  value.style.removeProperty("font-size");
  if (!value.textContent) return;
  for (let share = 1; share > 0.3 && (value.scrollWidth > box.clientWidth + 1 || value.offsetHeight > box.clientHeight * 1.45 + 2); share -= 0.05) {
    value.style.setProperty("font-size", `${share}em`);
  }
}

/** A name that does not fit into its box on the page would only be a riddle; the dock tells it in full. */
function fitNames(sheet) {
  const names = [...sheet.querySelectorAll("a.spot .spot-name > span")];
  const tight = names.map((name) => name.scrollWidth > name.clientWidth + 1 || name.scrollHeight > name.closest(".spot").clientHeight + 2);
  names.forEach((name, index) => name.closest(".spot-name").toggleAttribute("data-tight", tight[index]));
}
