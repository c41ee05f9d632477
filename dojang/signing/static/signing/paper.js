// The paper above the dock: it shows the box that is asked for, clear of the dock and of the keyboard.
import { sentence } from "./sentence.js";

const CLOSEST = 2.25, AROUND = 16; // times as wide as the screen, as in the style sheet; pixels beside a sentence

export class Paper {
  #form; #dock; #places = [];

  constructor(form, dock) {
    this.#form = form;
    this.#dock = dock;
    this.#keepClear();
  }

  /** Marks the boxes of the question that is asked now, none if there is none; `move` brings the first one into sight. */
  show(places, move) {
    this.#form.classList.toggle("dock-closer", move);
    for (const place of document.querySelectorAll(".spot[aria-current]")) place.removeAttribute("aria-current");
    for (const place of places) place.setAttribute("aria-current", "true");
    this.#places = places;
    // The dock has just grown or shrunk; the place is to be seen above it as it is now.
    this.#measure();
    this.#form.style.removeProperty("--closer");
    if (move && places[0]) this.#bring(places);
  }

  /** Another way of signing needs another height of the dock: the box stays above it. */
  keepInSight() {
    this.#measure();
    if (this.#form.classList.contains("dock-closer")) this.#places[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #bring(places) {
    const [place] = places, calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = calm ? "auto" : "smooth";
    // Of a box that is wider than the screen one sees the beginning, where the writing begins.
    const inline = place.offsetWidth > innerWidth - 32 ? "start" : "center";
    place.scrollIntoView({ block: "center", inline, behavior });
    if (place.matches("[data-kind=check], [data-kind=radio]")) this.#showSentence(places, behavior);
  }

  /** A mark means what is written around it: the page comes only so close that all of that is seen. */
  async #showSentence(places, behavior) {
    const sheet = places[0].closest(".sheet"), room = sheet.parentElement;
    const found = await Promise.all(places.filter((place) => sheet.contains(place)).map(sentence));
    if (places !== this.#places || room.scrollWidth <= room.clientWidth) return;
    const left = Math.min(...found.map((one) => one.left)), wide = Math.max(...found.map((one) => one.right)) - left;
    const closer = (room.clientWidth - 2 * AROUND) / (wide * (room.clientWidth - AROUND));
    this.#form.style.setProperty("--closer", Math.min(CLOSEST, Math.max(1, closer)));
    places[0].scrollIntoView({ block: "center", inline: "nearest", behavior: "auto" });
    room.scrollTo({ left: sheet.offsetLeft + (left + wide / 2) * sheet.offsetWidth - room.clientWidth / 2, behavior });
  }

  #measure() { document.documentElement.style.setProperty("--dock", `${this.#dock.offsetHeight}px`); }

  /** The page keeps clear of the dock, and the dock of the keyboard. */
  #keepClear() {
    const { style } = document.documentElement, seen = window.visualViewport;
    new ResizeObserver(() => this.#measure()).observe(this.#dock);
    const lift = () => style.setProperty("--keyboard", `${seen.scale > 1 ? 0 : Math.max(0, innerHeight - seen.height - seen.offsetTop)}px`);
    seen?.addEventListener("resize", lift);
    seen?.addEventListener("scroll", lift);
  }
}
