// A page whose picture does not come cannot be read: that is said in its place, with what to do.
const words = document.getElementById("content").dataset.lost;

function say({ parentElement: sheet }) {
  if (sheet.querySelector(".sheet-lost")) return;
  const told = Object.assign(document.createElement("p"), { className: "sheet-lost", textContent: words });
  told.setAttribute("role", "alert");
  sheet.append(told);
}

for (const picture of document.querySelectorAll(".sheet-picture")) {
  picture.addEventListener("error", () => say(picture));
  picture.addEventListener("load", () => picture.parentElement.querySelector(".sheet-lost")?.remove());
  if (picture.complete && !picture.naturalWidth) say(picture); // It failed before this script came.
}
