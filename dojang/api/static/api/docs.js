// The page works without this: here the search answers while one types, and examples can be copied.
const { copy, copied } = document.body.dataset;
const form = document.querySelector(".search");
const field = form.elements.q;
const none = document.querySelector(".none");

function search() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const call of document.querySelectorAll("[data-words]")) {
    call.hidden = !words.every((word) => call.dataset.words.includes(word));
  }
  for (const group of document.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-words]:not([hidden])");
  }
  none.hidden = Boolean(document.querySelector("article:not([hidden])"));
}

// A page that came with a search holds only what was found; then the server has to search again.
if (!field.value) {
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, textarea")) {
    event.preventDefault();
    field.focus();
  }
});

function reveal() {
  const call = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (call && call.hidden) {
    field.value = "";
    search();
    call.scrollIntoView();
  }
}
addEventListener("hashchange", reveal);

const narrow = matchMedia("(max-width: 60rem)");
const index = document.querySelector(".index details");
index.open = !narrow.matches;
narrow.addEventListener("change", () => { index.open = !narrow.matches; });

if (navigator.clipboard) {
  for (const sample of document.querySelectorAll("pre")) {
    const button = document.createElement("button");
    button.className = "copy";
    button.textContent = copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(sample.querySelector("code").textContent);
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 2000);
    });
    const frame = document.createElement("div");
    frame.className = "sample";
    sample.replaceWith(frame);
    frame.append(sample, button);
  }
}
