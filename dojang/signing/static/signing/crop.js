// Cutting out a part of a picture and turning it, by dragging, by buttons or by keys: arrows move, with Shift they resize.
const STEP = 0.05, LEAST = 0.1, MAX_SIDE = 2_000, GRIP = 28; // fractions of the picture; pixels
const MOVES = { left: [-1, 0, 0, 0], right: [1, 0, 0, 0], up: [0, -1, 0, 0], down: [0, 1, 0, 0], narrower: [0, 0, -1, 0], wider: [0, 0, 1, 0], lower: [0, 0, 0, -1], higher: [0, 0, 0, 1] };
const KEYS = { ArrowLeft: ["left", "narrower"], ArrowRight: ["right", "wider"], ArrowUp: ["up", "lower"], ArrowDown: ["down", "higher"] };

/** Lets the reader choose a part of the picture in `file`; the part as a file, or null if they think better of it. */
export async function cropped(file, dialog) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!image) return null;
  const crop = new Crop(image, dialog);
  dialog.showModal();
  crop.draw();
  crop.canvas.focus();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  crop.end();
  return dialog.returnValue === "use" ? crop.part(file) : null;
}

class Crop {
  turns = 0;
  frame = { x: 0, y: 0, w: 1, h: 1 };
  #listening = new AbortController();

  constructor(image, dialog) {
    const room = dialog.querySelector(".crop-room"), canvas = Object.assign(document.createElement("canvas"), { tabIndex: 0, role: "img", ariaLabel: room.dataset.words });
    Object.assign(this, { image, dialog, canvas });
    room.replaceChildren(canvas);
    dialog.returnValue = "";
    const { signal } = this.#listening, on = (what, act) => this.canvas.addEventListener(what, act, { signal });
    dialog.addEventListener("click", ({ target }) => this.#press(target.closest("button")), { signal });
    on("keydown", (event) => this.#key(event));
    on("pointerdown", (event) => this.#grab(event));
    on("pointermove", (event) => this.#drag(event));
    for (const what of ["pointerup", "pointercancel"]) on(what, () => { this.grip = null; });
    addEventListener("resize", () => this.draw(), { signal });
  }

  end() {
    this.#listening.abort();
    this.canvas.remove();
  }

  get #sides() { return this.turns % 2 ? [this.image.height, this.image.width] : [this.image.width, this.image.height]; }

  #press(button) {
    if (!button) return;
    const { crop, closes } = button.dataset;
    if (crop === "use") this.dialog.close("use");
    else if (crop === "turn") this.#turn();
    else if (crop === "whole") this.frame = { x: 0, y: 0, w: 1, h: 1 };
    else if (crop) this.#shift(crop);
    if (closes === undefined && crop !== "use") this.draw();
  }

  #key(event) {
    const [move, size] = KEYS[event.key] ?? [];
    if (!move) return;
    event.preventDefault();
    this.#shift(event.shiftKey ? size : move);
    this.draw();
  }

  #turn() {
    const { x, y, w, h } = this.frame;
    this.turns = (this.turns + 1) % 4;
    this.frame = { x: 1 - y - h, y: x, w: h, h: w };
  }

  #shift(how) {
    const [x, y, w, h] = MOVES[how].map((part) => part * STEP), { frame } = this;
    this.#set(frame.x + x, frame.y + y, frame.w + w, frame.h + h);
  }

  /** The frame stays within the picture, and large enough to be held. */
  #set(x, y, w, h) {
    const within = (value, least, most) => Math.min(Math.max(value, least), most);
    const wide = within(w, LEAST, 1), high = within(h, LEAST, 1);
    this.frame = { x: within(x, 0, 1 - wide), y: within(y, 0, 1 - high), w: wide, h: high };
  }

  #grab(event) {
    const { offsetX, offsetY } = event, { width, height } = this.canvas, { x, y, w, h } = this.frame;
    const near = (at, side, full) => Math.abs(at - side * full) < GRIP;
    // At an edge it is resized, anywhere else it is moved.
    const ends = [near(offsetX, x, width), near(offsetX, x + w, width), near(offsetY, y, height), near(offsetY, y + h, height)];
    this.grip = { ends, from: { ...this.frame }, x: offsetX, y: offsetY };
    this.canvas.setPointerCapture(event.pointerId);
  }

  #drag({ offsetX, offsetY }) {
    if (!this.grip) return;
    const { ends: [left, right, top, bottom], from } = this.grip, dx = (offsetX - this.grip.x) / this.canvas.width, dy = (offsetY - this.grip.y) / this.canvas.height;
    if (!(left || right || top || bottom)) this.#set(from.x + dx, from.y + dy, from.w, from.h);
    else {
      const x0 = Math.max(0, left ? Math.min(from.x + dx, from.x + from.w - LEAST) : from.x), y0 = Math.max(0, top ? Math.min(from.y + dy, from.y + from.h - LEAST) : from.y);
      const x1 = Math.min(1, right && !left ? from.x + from.w + dx : from.x + from.w), y1 = Math.min(1, bottom && !top ? from.y + from.h + dy : from.y + from.h);
      this.#set(x0, y0, x1 - x0, y1 - y0);
    }
    this.draw();
  }

  draw() {
    const [wide, high] = this.#sides, room = this.canvas.parentElement.clientWidth, scale = Math.min(room / wide, (innerHeight * 0.42) / high);
    Object.assign(this.canvas, { width: Math.round(wide * scale), height: Math.round(high * scale) });
    const { width, height } = this.canvas, { x, y, w, h } = this.frame, brush = this.canvas.getContext("2d");
    this.#paint(brush, width, height);
    brush.fillStyle = "rgb(10 12 18 / .6)";
    brush.beginPath();
    brush.rect(0, 0, width, height);
    brush.rect(x * width, y * height, w * width, h * height);
    brush.fill("evenodd");
    // White on dark: the frame is seen on any picture.
    for (const [strokeStyle, lineWidth] of [["#16181d", 6], ["#fff", 2]]) {
      Object.assign(brush, { strokeStyle, lineWidth });
      brush.strokeRect(x * width + 2, y * height + 2, w * width - 4, h * height - 4);
    }
  }

  #paint(brush, width, height) {
    const [wide, high] = this.turns % 2 ? [height, width] : [width, height];
    brush.save();
    brush.translate(width / 2, height / 2);
    brush.rotate((this.turns * Math.PI) / 2);
    brush.drawImage(this.image, -wide / 2, -high / 2, wide, high);
    brush.restore();
  }

  /** What the frame holds, at most MAX_SIDE pixels wide or high, in the file's own format. */
  async part(file) {
    const [wide, high] = this.#sides, { x, y, w, h } = this.frame, scale = Math.min(1, MAX_SIDE / Math.max(wide * w, high * h));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.max(1, Math.round(wide * w * scale)), height: Math.max(1, Math.round(high * h * scale)) });
    const brush = canvas.getContext("2d");
    brush.translate(-x * wide * scale, -y * high * scale);
    this.#paint(brush, wide * scale, high * scale);
    const type = file.type === "image/png" ? file.type : "image/jpeg", blob = await new Promise((done) => canvas.toBlob(done, type, 0.9));
    return blob && new File([blob], file.name, { type });
  }
}
