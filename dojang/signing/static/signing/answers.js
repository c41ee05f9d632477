// What a question of the dock holds, whatever its kind: one shape for asking, showing and keeping.
const inputs = (question) => [...question.querySelectorAll("input:not([type=hidden]), textarea")];

/** `{text}`, `{marks: Map of box → ticked}`, `{drawing}` or `{url}`; every one with `filled`, perhaps with a `problem`. */
export function answer(question) {
  const [input] = inputs(question), boxes = question.dataset.boxes.split(" ");
  switch (question.dataset.kind) {
    case "check":
      return { marks: new Map([[boxes[0], input.checked]]), filled: input.checked };
    case "radio": {
      const marks = new Map(inputs(question).map((choice) => [choice.value, choice.checked]));
      return { marks, filled: [...marks.values()].some(Boolean) };
    }
    case "text": case "date":
      return { text: input.value, filled: input.value.trim() !== "", problem: question.dataset.problem };
    default: {
      const given = question.querySelector("sign-box")?.answer ?? pictured(question.querySelector("picture-field"));
      return { ...given, problem: given.problem ?? question.dataset.problem };
    }
  }
}

function pictured({ url }) { return { url, filled: Boolean(url) }; }

/** Whether nothing more is needed here. */
export function isSettled(question) {
  const { filled, drawing, problem } = answer(question);
  if (problem || (drawing && !filled)) return false;
  return (filled || !("required" in question.dataset)) && inputs(question).every((input) => !input.validity.badInput);
}

/** The plain values of a question, to keep while the tab is open; files are not kept. */
export function draft(question) {
  const { text, marks, drawing, made } = answer(question);
  return { text, drawing, made, marks: marks && [...marks] };
}

export function restore(question, { text, marks, drawing, made }) {
  if (text !== undefined) inputs(question)[0].value = text;
  if (drawing) question.querySelector("sign-box").drawing = drawing;
  if (made) question.querySelector("sign-box").made = made;
  for (const [box, ticked] of marks ?? []) {
    const input = question.querySelector(`[value="${CSS.escape(box)}"]`) ?? inputs(question)[0];
    input.checked = ticked;
  }
}
