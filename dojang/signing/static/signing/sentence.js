// How far the words reach that a box stands in, told from the picture of its page: it knows no lines, only ink.
const ACROSS = 600; // pixels to which the page's picture is brought
const DARK = 150, RULE = 0.9; // of 255; the share of ink from which a column or row is a rule of a table and no letter
const GAP_ACROSS = 2.2, GAP_DOWN = 0.7, OWN_FRAME = 0.35, BEYOND = 1.2; // in heights of the box

/** The left and right end of the sentence around `place`, as fractions of its page; those of the box where no picture is. */
export async function sentence(place) {
  const image = place.closest(".sheet").querySelector(".sheet-picture"), box = placed(place);
  try {
    await image.decode();
    return grown(inked(image, box), box);
  } catch {
    return { left: box.x, right: box.x + box.w };
  }
}

function placed(place) {
  const style = getComputedStyle(place), part = (name) => Number(style.getPropertyValue(`--${name}`));
  return { x: part("x"), y: part("y"), w: part("w"), h: part("h") };
}

/** What asks whether there is ink, of a band of the page around the box. */
function inked(image, box) {
  const high = Math.round((ACROSS * image.naturalHeight) / image.naturalWidth);
  const canvas = Object.assign(document.createElement("canvas"), { width: ACROSS, height: high });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.drawImage(image, 0, 0, ACROSS, high);
  const top = Math.max(0, Math.round((box.y - 0.15) * high)), tall = Math.min(high - top, Math.round((box.h + 0.3) * high));
  const { data } = brush.getImageData(0, top, ACROSS, tall);
  const isInk = (x, y) => {
    const at = 4 * (y * ACROSS + x);
    return 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2] < DARK;
  };
  return { isInk, top, tall, high };
}

/** Grows from the box to ink that is near, and from there to what is near that; rules of tables end it. */
function grown({ isInk, top, tall, high }, { x, y, w, h }) {
  const em = Math.min(Math.max(h * high, 5), 24), frame = OWN_FRAME * em;
  const at = { left: x * ACROSS - frame, right: (x + w) * ACROSS + frame, top: y * high - top - frame, bottom: (y + h) * high - top + frame };
  const share = (from, to, ask) => {
    let count = 0;
    for (let one = from; one <= to; one += 1) count += ask(one);
    return count / (to - from + 1);
  };
  const rows = (more) => [Math.max(0, Math.floor(at.top - more)), Math.min(tall - 1, Math.ceil(at.bottom + more))];
  const columns = (more) => [Math.max(0, Math.floor(at.left - more)), Math.min(ACROSS - 1, Math.ceil(at.right + more))];
  const column = (one, more) => share(...rows(more), (row) => isInk(one, row));
  const row = (one, more) => share(...columns(more), (other) => isInk(other, one));
  const step = (side, sign, gap, most, look) => {
    for (let far = 1; far <= gap * em; far += 1) {
      const one = Math.round(at[side] + sign * far);
      if (one < 0 || one > most || look(one, BEYOND * em) >= RULE) return false;
      if (!look(one, 0)) continue;
      at[side] = one;
      return true;
    }
    return false;
  };
  const grow = () => [
    step("right", 1, GAP_ACROSS, ACROSS - 1, column), step("left", -1, GAP_ACROSS, ACROSS - 1, column),
    step("bottom", 1, GAP_DOWN, tall - 1, row), step("top", -1, GAP_DOWN, tall - 1, row),
  ].some(Boolean);
  for (let turn = 0; turn < 4 * ACROSS && grow(); turn += 1);
  return { left: Math.max(0, at.left / ACROSS), right: Math.min(1, at.right / ACROSS) };
}
