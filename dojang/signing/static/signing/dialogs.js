// Dialogs open with the focus on their heading, so that a phone's keyboard does not cover what they say.
export function openDialog(id) {
  const dialog = document.getElementById(id);
  dialog.showModal();
  dialog.querySelector("h2").focus();
}

document.addEventListener("click", ({ target }) => {
  const opens = target.closest("[data-opens]"), closes = target.closest("[data-closes]");
  if (opens) openDialog(opens.dataset.opens);
  closes?.closest("dialog").close();
});
