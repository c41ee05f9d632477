// "Close" tells the integrator's page that opened or frames this one, and then closes. Only the origins that the company lists
// hear of it, and what they hear opens nothing.
for (const button of document.querySelectorAll("[data-close]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const told = {
      source: "dojang", event: "closed", workflow_id: Number(button.dataset.contract), status: button.dataset.close,
    };
    const others = new Set([window.opener, window.parent].filter((other) => other && other !== window));
    for (const origin of button.dataset.origins.split(" ").filter(Boolean)) {
      for (const other of others) other.postMessage(told, origin);
    }
    window.close();
    // A frame, or a window that no script has opened, stays; its reader should know that all is done.
    button.parentElement.querySelector("[data-closed]").hidden = false;
  });
}
