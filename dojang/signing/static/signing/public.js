// The form of a public link is sent once, however often its button is pressed.
import { sendOnce } from "./once.js";

for (const form of document.querySelectorAll("form[data-once]")) sendOnce(form);
