// A drawing as the page shows it: the same geometry as the sealed PDF. Points are fractions of the pad.
const SVG = "http://www.w3.org/2000/svg";
const LEAST_LENGTH = 0.15, LEAST_EXTENT = 0.05; // in pad heights: less is a slip of the finger

const inHeights = ({ ratio, strokes }) => strokes.map((stroke) => stroke.map(([x, y]) => [x * ratio, y]));

function bounds(strokes) {
  const xs = strokes.flat().map(([x]) => x), ys = strokes.flat().map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Whether there is too little ink for a signature; the server decides by the same measure. */
export function isTooSmall(drawing) {
  const strokes = inHeights(drawing).filter((stroke) => stroke.length);
  if (!strokes.length) return true;
  const [left, top, right, bottom] = bounds(strokes);
  const length = strokes.reduce((sum, stroke) => sum + stroke.slice(1).reduce(
    (part, [x, y], index) => part + Math.hypot(x - stroke[index][0], y - stroke[index][1]), 0), 0);
  return length < LEAST_LENGTH || Math.max(right - left, bottom - top) < LEAST_EXTENT;
}

/** An SVG of the box, `width` × `height` points, with the drawing in its middle. */
export function picture(drawing, width, height) {
  const strokes = inHeights(drawing).filter((stroke) => stroke.length);
  const [left, top, right, bottom] = bounds(strokes);
  const pen = Math.min(Math.max(height * 0.035, 0.8), 2, height * 0.1);
  const scale = Math.min((width - pen) / Math.max(right - left, 1e-6), (height - pen) / Math.max(bottom - top, 1e-6));
  const at = ([x, y]) => `${(width / 2 + scale * (x - (left + right) / 2)).toFixed(2)} ${(height / 2 + scale * (y - (top + bottom) / 2)).toFixed(2)}`;
  const svg = document.createElementNS(SVG, "svg"), path = document.createElementNS(SVG, "path");
  const given = { d: strokes.map((stroke) => `M${at(stroke[0])}L${stroke.map(at).join("L")}`).join(" "), fill: "none", stroke: "currentColor",
    "stroke-width": pen.toFixed(2), "stroke-linecap": "round", "stroke-linejoin": "round" };
  for (const [name, value] of Object.entries(given)) path.setAttribute(name, value);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("class", "spot-ink");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}
