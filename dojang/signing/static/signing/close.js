// The page after the act tells the integrator's page that opened or frames this one, and once more when "Close" is pressed. Only
// the origins that the company lists hear of it, and what they hear opens nothing.
const others = new Set([window.opener, window.parent].filter((other) => other && other !== window));

/** A frame of our own that could not sign has opened this window, and passes on what it hears. */
function isOurs(other) {
  try { return other.origin === location.origin; } catch { return false; }
}

function tell(event, { contract, close, origins }) {
  const told = { source: "dojang", event, workflow_id: Number(contract), status: close };
  for (const other of others) {
    for (const origin of isOurs(other) ? [location.origin] : origins.split(" ").filter(Boolean)) other.postMessage(told, origin);
  }
}

for (const button of document.querySelectorAll("[data-close]")) {
  button.hidden = false;
  tell("acted", button.dataset);
  button.addEventListener("click", () => {
    tell("closed", button.dataset);
    window.close();
    // A frame, or a window that no script has opened, stays; its reader should know that all is done.
    button.parentElement.querySelector("[data-closed]").hidden = false;
  });
}
