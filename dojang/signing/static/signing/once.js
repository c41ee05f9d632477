// A form is sent once: a second tap finds the button busy. The server would give the same answer, but nobody should wonder.
export function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    // Only after the browser has taken the form's values along is the button switched off.
    setTimeout(() => markBusy(event.submitter ?? form.querySelector("button:not([type=button])")));
  });
  // Coming back to the page by the back button, everything works again.
  addEventListener("pageshow", (event) => event.persisted && release(form));
}

function markBusy(button) {
  if (!button?.dataset.busy) return;
  button.dataset.words = button.textContent;
  button.textContent = button.dataset.busy;
  button.setAttribute("aria-disabled", "true");
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[data-words]")) {
    button.textContent = button.dataset.words;
    button.removeAttribute("aria-disabled");
    delete button.dataset.words;
  }
}
