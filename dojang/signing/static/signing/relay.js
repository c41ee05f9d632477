// A frame that could not keep its cookies has had the signing page opened in a window of its own. What that window reports, this
// frame reports to the page around it, if that is one of the origins that the company lists.
const { origins } = document.querySelector("[data-origins]").dataset;

addEventListener("message", ({ origin, data }) => {
  if (origin !== location.origin || data?.source !== "dojang") return;
  for (const listed of origins.split(" ").filter(Boolean)) window.parent.postMessage(data, listed);
});
