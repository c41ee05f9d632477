// When the end of the last page has been seen, the server is told, once. What lies behind the dock has not been seen.
const form = document.getElementById("sign"), last = [...document.querySelectorAll(".sheet")].at(-1);
const picture = last.querySelector(".sheet-picture");

function isSeen() {
  if (document.visibilityState !== "visible" || !picture.complete || !picture.naturalWidth) return false;
  const { left, width, bottom } = picture.getBoundingClientRect();
  if (bottom < 0 || bottom > innerHeight) return false;
  return last.contains(document.elementFromPoint(left + width / 2, bottom - 2));
}

let telling = false;

async function look() {
  if (telling || !isSeen()) return;
  telling = true;
  try {
    const csrf = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    await fetch(form.getAttribute("action").replace(/approve$/, "viewed"), { method: "POST", body: csrf });
    for (const [where, what] of moments) where.removeEventListener(what, look);
  } catch {
    telling = false; // The network is away; the next scroll tries again.
  }
}

const moments = [[window, "scroll"], [window, "resize"], [document, "visibilitychange"], [picture, "load"]];
for (const [where, what] of moments) where.addEventListener(what, look, { passive: true });
look();
