// What would be refused at the end is said at its box as soon as the server knows, and what could stand there instead.

/** Keep `problem` with the question until something else is entered, and show it; `instead` is offered with one tap. */
export function refuse(question, { problem, instead, words }) {
  question.dataset.problem = problem;
  const error = question.querySelector(".error"), input = question.querySelector("input.input, textarea.input");
  error.textContent = problem;
  input?.setAttribute("aria-invalid", "true");
  if (instead === undefined) return;
  const offer = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words });
  offer.addEventListener("click", () => {
    input.value = instead;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus({ preventScroll: true });
  });
  error.append(" ", offer);
}

/** What was refused has changed. */
export function accept(question) {
  delete question.dataset.problem;
}
