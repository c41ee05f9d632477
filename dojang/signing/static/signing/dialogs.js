// Dialogs open with the focus on their heading, so that a phone's keyboard does not cover what they say.
const SETTLING = 350; // milliseconds in which a second tap belongs to the one that opened the dialog

export function openDialog(id) {
  const dialog = document.getElementById(id);
  dialog.toggleAttribute("data-settling", true);
  setTimeout(() => dialog.toggleAttribute("data-settling", false), SETTLING);
  dialog.showModal();
  dialog.scrollTop = 0;
  dialog.querySelector("h2").focus();
}

document.addEventListener("click", ({ target }) => {
  const opens = target.closest("[data-opens]"), closes = target.closest("[data-closes]");
  if (opens) openDialog(opens.dataset.opens);
  closes?.closest("dialog").close();
});
