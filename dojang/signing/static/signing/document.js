// The document page: its fields first, then the guide that reads them.
import "./ink-pad.js";
import "./picture-field.js";
import "./sign-box.js";
import "./guide.js";
import "./reading.js";
import "./lost.js";
import { sendOnce } from "./once.js";

for (const form of document.querySelectorAll("form")) sendOnce(form);
