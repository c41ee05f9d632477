// Dialogs open with the focus on their heading, so that a phone's keyboard does not cover what they say.
const SETTLING = 350; // milliseconds in which a second tap belongs to the one that opened the dialog
const CUT = 10; // pixels of a row that have to be seen, and to be missing, for it to look cut

export function openDialog(id) {
  const dialog = document.getElementById(id);
  dialog.toggleAttribute("data-settling", true);
  setTimeout(() => dialog.toggleAttribute("data-settling", false), SETTLING);
  dialog.showModal();
  foldWithinARow(dialog);
  dialog.scrollTop = 0;
  dialog.querySelector("h2").focus();
}

/** What ends exactly between two rows looks whole. Where a dialog has to be scrolled, it ends in the middle of one. */
function foldWithinARow(dialog) {
  dialog.style.removeProperty("max-block-size");
  if (dialog.scrollHeight <= dialog.clientHeight) return;
  const places = [...dialog.querySelectorAll("li, label, textarea, .dialog-actions")].map((row) => row.getBoundingClientRect());
  const fold = dialog.getBoundingClientRect().bottom;
  const last = places.filter(({ top, height }) => height && top + CUT < fold).sort((a, b) => a.top - b.top).at(-1);
  if (!last || fold < last.bottom - CUT) return;
  dialog.style.setProperty("max-block-size", `${dialog.offsetHeight - (fold - (last.top + last.bottom) / 2)}px`);
}

addEventListener("resize", () => document.querySelectorAll(".dialog[open]").forEach(foldWithinARow));

document.addEventListener("click", ({ target }) => {
  const opens = target.closest("[data-opens]"), closes = target.closest("[data-closes]");
  if (opens) openDialog(opens.dataset.opens);
  closes?.closest("dialog").close();
});
