// At a desk what is typed is typed where it will stand: an input over the box itself. The question of the dock holds the answer, as
// always; this one shows it and passes on what is entered.
const DESK = "(width >= 64rem)"; // as in the style sheet, from where the dock stands beside the page
const POSITION = ["x", "y", "w", "h", "size"];

/** Whether the answer to `question` is edited in its box here. */
export const isEditedInPlace = (question) => ["text", "date"].includes(question.dataset.kind) && matchMedia(DESK).matches;

/** Puts an input over `place` that edits the answer to `question`, with the focus in it. Leaving it takes it away. */
export function editInPlace(question, place) {
  const input = question.querySelector("input.input, textarea.input"), editor = input.cloneNode(), looks = getComputedStyle(place);
  editor.removeAttribute("name");
  editor.classList.replace("input", "spot-edit");
  editor.dataset.align = place.dataset.align;
  for (const name of POSITION) editor.style.setProperty(`--${name}`, looks.getPropertyValue(`--${name}`));
  editor.value = input.value;
  editor.addEventListener("input", (event) => {
    event.stopPropagation();
    input.value = editor.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // A button of the dock may fill the box too.
  const follow = () => { if (editor.value !== input.value) editor.value = input.value; };
  input.addEventListener("input", follow);
  const leave = () => {
    input.removeEventListener("input", follow);
    editor.remove();
  };
  editor.addEventListener("blur", () => { if (document.hasFocus()) leave(); });
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) place.focus();
  });
  place.after(editor);
  editor.focus({ preventScroll: true });
}

/** Whether the reader is at work in a box. */
export const isEditing = () => Boolean(document.activeElement?.matches(".spot-edit"));
