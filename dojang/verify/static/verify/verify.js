// Without this script the form works as it is. With it a file can be dropped, and people see how far it has come.
const MEGABYTE = 1024 * 1024;

function start() {
  const form = document.querySelector("form");
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  form.querySelector("[data-drop-hint]").hidden = !matchMedia("(any-pointer: fine)").matches;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.files.length) send(form, input.files[0]);
  });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.dataset.over = "";
    });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => delete drop.dataset.over);
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

function send(form, file) {
  if (form.dataset.sent) return;
  if (file.size > form.dataset.most * MEGABYTE) return say(form, form.dataset.tooBig);
  form.dataset.sent = "yes";
  say(form, "");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", (event) => {
    show(form, event.loaded / event.total, form.dataset.sending);
  });
  request.upload.addEventListener("load", () => show(form, null, form.dataset.checking));
  request.addEventListener("load", () => (request.response?.querySelector("main") ? arrive(request.response) : fail(form)));
  request.addEventListener("error", () => fail(form));
  show(form, 0, form.dataset.sending);
  request.send(new FormData(form));
}

function show(form, share, words) {
  const going = form.querySelector(".going");
  going.hidden = false;
  going.querySelector("span").textContent = words;
  const bar = going.querySelector("progress");
  if (share === null) bar.removeAttribute("value");
  else bar.value = share;
  form.querySelector("button").setAttribute("aria-disabled", "true");
}

function fail(form) {
  delete form.dataset.sent;
  form.querySelector(".going").hidden = true;
  form.querySelector("button").removeAttribute("aria-disabled");
  say(form, form.dataset.offline);
}

function say(form, words) {
  form.querySelector(".error").textContent = words;
}

function arrive(page) {
  document.title = page.title;
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  scrollTo(0, 0);
  (document.querySelector(".result h1") ?? document.querySelector("main")).focus();
  start();
}

// A file dropped beside the box would otherwise take the place of the page.
for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
start();
