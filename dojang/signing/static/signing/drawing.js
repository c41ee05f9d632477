// A drawing as the page shows it: the same geometry as the sealed PDF. Points are fractions of the pad.
const SVG = "http://www.w3.org/2000/svg";
const LEAST_LENGTH = 0.15, LEAST_EXTENT = 0.05; // in pad heights: less is a slip of the finger
const FINE = 0.02; // of the pad's sides: lines as short as that look round

const inHeights = ({ ratio, strokes }) => strokes.map((stroke) => stroke.map(([x, y, breadth]) => [x * ratio, y, breadth]));

/** A stroke in lines of one breadth each: `{breadth, points}`, the next beginning where the one before ends. */
export function spans(stroke) {
  const found = [], points = stroke.length > 1 ? stroke : [stroke[0], stroke[0]];
  points.slice(1).forEach((point, index) => {
    const before = points[index], breadth = Math.round(5 * ((before[2] ?? 1) + (point[2] ?? 1))) / 10;
    if (found.at(-1)?.breadth === breadth) found.at(-1).points.push(point);
    else found.push({ breadth, points: [before, point] });
  });
  return found;
}

/** The stroke with points put in where they lie so far apart that corners would be seen (Catmull-Rom). */
export function smoothed(stroke) {
  const around = [stroke[0], ...stroke, stroke.at(-1)], found = [stroke[0]];
  for (let at = 1; at < stroke.length; at += 1) {
    const [p, a, b, n] = around.slice(at - 1, at + 3), steps = Math.min(12, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / FINE));
    for (let step = 1; step < steps; step += 1) found.push(a.map((_, part) => between(p[part], a[part], b[part], n[part], step / steps)));
    found.push(b);
  }
  return found;
}

function between(p, a, b, n, t) {
  const value = a + t * (b - p + t * (2 * p - 5 * a + 4 * b - n + t * (3 * (a - b) + n - p))) / 2;
  return Math.round(Math.max(0, value) * 10_000) / 10_000;
}

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
  const edge = pen * Math.max(1, ...strokes.flat().map(([, , breadth]) => breadth ?? 1));
  const scale = Math.min((width - edge) / Math.max(right - left, 1e-6), (height - edge) / Math.max(bottom - top, 1e-6));
  const at = ([x, y]) => `${(width / 2 + scale * (x - (left + right) / 2)).toFixed(2)} ${(height / 2 + scale * (y - (top + bottom) / 2)).toFixed(2)}`;
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, class: "spot-ink", "aria-hidden": "true" })) svg.setAttribute(name, value);
  for (const { breadth, points } of strokes.flatMap(spans)) {
    const path = document.createElementNS(SVG, "path");
    const given = { d: `M${points.map(at).join("L")}`, fill: "none", stroke: "currentColor", "stroke-width": (pen * breadth).toFixed(2), "stroke-linecap": "round", "stroke-linejoin": "round" };
    for (const [name, value] of Object.entries(given)) path.setAttribute(name, value);
    svg.append(path);
  }
  return svg;
}
