// A form field whose value is a drawing: strokes as fractions of the pad, so that any size redraws them sharply, each point
// with the breadth of the pen there. Finger, pen and mouse draw alike; a pen's pressure counts, else the speed.
import { smoothed, spans } from "./drawing.js";

const INK = "#0d1f6b", PEN = 0.024; // pad heights: the pen at breadth 1
const NEAR = 2, THIN = 0.45, BROAD = 1.5, AT_REST = 1.3, SLOWER = 220; // pixels; breadths; what speed in pad heights a ms takes away
const fraction = (value) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;

customElements.define("ink-pad", class extends HTMLElement {
  static formAssociated = true;
  #inner = this.attachInternals();
  #strokes = [];
  #touched = false;
  #ratioDrawn = null;
  #pointer = null; // the one that draws just now, and where and when it was last seen
  #stroke = null;

  connectedCallback() {
    if (this.canvas) return;
    this.canvas = this.querySelector("canvas");
    for (const [what, act] of [["pointerdown", this.#down], ["pointermove", this.#move], ["pointerup", this.#up], ["pointercancel", this.#up], ["lostpointercapture", this.#up]]) {
      this.canvas.addEventListener(what, (event) => act.call(this, event));
    }
    // Whatever lies under the finger: it is being drawn, not scrolled, dragged or looked up.
    for (const what of ["touchstart", "contextmenu", "selectstart", "dragstart"]) this.canvas.addEventListener(what, (event) => event.preventDefault(), { passive: false });
    this.addEventListener("click", ({ target }) => this.#press(target.closest("[data-pad]")?.dataset.pad));
    new ResizeObserver(() => this.#draw()).observe(this.canvas);
    for (const what of ["resize", "pageshow"]) addEventListener(what, () => this.#draw());
    // A call comes in, or the page goes: what is drawn so far is kept, and is there again.
    for (const what of ["pagehide", "blur"]) addEventListener(what, () => this.#end());
    document.addEventListener("visibilitychange", () => document.hidden ? this.#end() : this.#draw());
    const given = this.querySelector("script[type='application/json']");
    if (given) this.drawing = JSON.parse(given.textContent);
  }

  get name() { return this.getAttribute("name"); }
  get ratio() { return this.canvas.clientWidth / this.canvas.clientHeight || 2.5; }

  /** `{kind, ratio, strokes}` as the server takes it, or null. */
  get drawing() { return this.#strokes.length ? { kind: "drawn", ratio: Math.round((this.#ratioDrawn ?? this.ratio) * 10_000) / 10_000, strokes: this.#strokes } : null; }
  set drawing(given) {
    this.#strokes = given?.strokes ?? [];
    this.#ratioDrawn = given?.ratio ?? null;
    this.#changed();
    this.#draw();
  }

  /** Empty the pad without a word to the form: another way of answering was chosen. */
  forget() {
    this.#touched = false;
    this.drawing = null;
  }

  #down(event) {
    if (this.#pointer || !event.isPrimary || event.button) return;
    this.canvas.setPointerCapture(event.pointerId);
    const breadth = this.#pressed(event) ?? 1;
    this.#pointer = { id: event.pointerId, x: event.offsetX, y: event.offsetY, at: event.timeStamp, breadth };
    this.#ratioDrawn ??= this.ratio;
    this.#stroke = [this.#point(event, breadth)];
    this.toggleAttribute("data-drawn", true);
    this.#draw();
  }

  #move(event) {
    if (event.pointerId !== this.#pointer?.id) return;
    const seen = event.getCoalescedEvents?.() ?? [];
    for (const one of seen.length ? seen : [event]) this.#follow(one);
  }

  #follow(event) {
    const { x, y, at, breadth } = this.#pointer, far = Math.hypot(event.offsetX - x, event.offsetY - y);
    if (far < NEAR) return;
    const speed = far / this.canvas.clientHeight / Math.max(event.timeStamp - at, 1);
    const wanted = this.#pressed(event) ?? Math.max(THIN, AT_REST - speed * SLOWER);
    // A pen grows and shrinks by and by.
    const now = breadth * 0.7 + wanted * 0.3;
    Object.assign(this.#pointer, { x: event.offsetX, y: event.offsetY, at: event.timeStamp, breadth: now });
    this.#stroke.push(this.#point(event, now));
    this.#ink(this.#stroke.slice(-2));
  }

  #pressed({ pointerType, pressure }) { return pointerType === "pen" && pressure > 0 ? THIN + (BROAD - THIN) * pressure : null; }

  #point({ offsetX, offsetY }, breadth) {
    const { left, top, wide, high } = this.#frame;
    return [fraction((offsetX - left) / wide), fraction((offsetY - top) / high), Math.round(breadth * 100) / 100];
  }

  /** Where the drawing lies: the whole pad, or the middle of one that has another form than the one drawn on. */
  get #frame() {
    const { clientWidth, clientHeight } = this.canvas, ratio = this.#ratioDrawn ?? this.ratio;
    const high = Math.min(clientHeight, clientWidth / ratio), wide = high * ratio;
    return { left: (clientWidth - wide) / 2, top: (clientHeight - high) / 2, wide, high };
  }

  #up(event) {
    if (event.pointerId === this.#pointer?.id) this.#end();
  }

  #end() {
    if (!this.#stroke) return;
    this.#strokes = [...this.#strokes, smoothed(this.#stroke)];
    this.#stroke = this.#pointer = null;
    // A picture that was sent or taken out before has left its own input; what is drawn now is the answer.
    this.closest(".question").querySelector("[data-kept-input]")?.remove();
    this.#draw();
    this.#say();
  }

  #press(what) {
    if (what === "undo") this.#strokes = this.#strokes.slice(0, -1);
    else if (what === "clear") this.#strokes = [];
    else return;
    if (!this.#strokes.length) this.#ratioDrawn = null;
    this.#draw();
    this.#say();
  }

  #say() {
    this.#touched = true;
    this.#changed();
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #changed() {
    const { drawing } = this;
    this.toggleAttribute("data-drawn", Boolean(drawing));
    // Cleared by hand means empty; never touched means that the box keeps what it holds.
    this.#inner.setFormValue(drawing ? JSON.stringify(drawing) : this.#touched ? "" : null);
  }

  #draw() {
    const { canvas } = this, { clientWidth: width, clientHeight: height } = canvas, dots = Math.max(devicePixelRatio, 1);
    if (!width || !height) return;
    canvas.width = width * dots;
    canvas.height = height * dots;
    const brush = canvas.getContext("2d");
    brush.scale(dots, dots);
    Object.assign(brush, { lineCap: "round", lineJoin: "round", strokeStyle: INK });
    for (const stroke of this.#strokes) this.#ink(stroke);
    if (this.#stroke) this.#ink(this.#stroke);
  }

  #ink(stroke) {
    const { left, top, wide, high } = this.#frame, brush = this.canvas.getContext("2d");
    for (const { breadth, points } of spans(stroke)) {
      brush.lineWidth = breadth * PEN * high;
      brush.beginPath();
      // A line of no length at all would leave nothing; a dot is a hair longer.
      points.forEach(([x, y], index) => brush[index ? "lineTo" : "moveTo"](left + x * wide + (index ? 0.02 : 0), top + y * high));
      brush.stroke();
    }
  }
});
