// Shows this server's OpenAPI document. Nothing is asked of another host, and no token outlives the page.

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

const spec = await (await fetch("/api/openapi.json")).json();
delete spec.servers; // What is tried is tried at the address of this page, under whichever name it was opened.

window.SwaggerUIBundle({
  spec,
  domNode: document.getElementById("reference"),
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  persistAuthorization: false,
  syntaxHighlight: { theme: "obsidian" },
  validatorUrl: null,
});
