// A frame that could not keep its cookies has had the signing page opened in a window of its own. What that window tells, this
// frame tells the page around it, if that is one of the origins that the company lists.
const { toldTo } = document.querySelector("[data-told-to]").dataset;

addEventListener("message", ({ origin, data }) => {
  if (origin !== location.origin || data?.source !== "dojang") return;
  for (const listed of toldTo.split(" ").filter(Boolean)) window.parent.postMessage(data, listed);
});
