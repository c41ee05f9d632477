// A form field whose value is a drawing: strokes as fractions of the pad, so that any size redraws them sharply.
import SignaturePad from "../vendor/signature_pad.js";

const round = (value) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;

customElements.define("ink-pad", class extends HTMLElement {
  static formAssociated = true;
  #inner = this.attachInternals();
  #strokes = [];
  #pad = null;
  #touched = false;

  connectedCallback() {
    if (this.#pad) return;
    this.canvas = this.querySelector("canvas");
    this.#pad = new SignaturePad(this.canvas, { penColor: "#0d1f6b", minWidth: 0.8, maxWidth: 2.6, minDistance: 2, throttle: 8 });
    this.#pad.addEventListener("endStroke", () => this.#take());
    this.addEventListener("click", ({ target }) => this.#press(target.closest("[data-pad]")?.dataset.pad));
    new ResizeObserver(() => this.#draw()).observe(this.canvas);
    const given = this.querySelector("script[type='application/json']");
    if (given) this.drawing = JSON.parse(given.textContent);
  }

  get name() { return this.getAttribute("name"); }
  get ratio() { return this.canvas.clientWidth / this.canvas.clientHeight || 2.5; }

  /** `{kind, ratio, strokes}` as the server takes it, or null. */
  get drawing() { return this.#strokes.length ? { kind: "drawn", ratio: round4(this.#ratioDrawn ?? this.ratio), strokes: this.#strokes } : null; }
  set drawing(given) {
    this.#strokes = given?.strokes ?? [];
    this.#ratioDrawn = given?.ratio ?? null;
    this.#changed();
    this.#draw();
  }
  #ratioDrawn = null;

  /** Empty the pad without a word to the form: another way of answering was chosen. */
  forget() {
    this.#strokes = [];
    this.#touched = false;
    this.#changed();
    this.#draw();
  }

  #take() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.#strokes = this.#pad.toData().map(({ points }) => points.map(({ x, y }) => [round(x / width), round(y / height)]));
    this.#ratioDrawn = this.ratio;
    // A picture that was sent or taken out before has left its own input; what is drawn now is the answer.
    this.closest(".question").querySelector("[data-kept-input]")?.remove();
    this.#say();
  }

  #press(what) {
    if (what === "undo") this.#strokes = this.#strokes.slice(0, -1);
    else if (what === "clear") this.#strokes = [];
    else return;
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
    const { canvas } = this, { clientWidth: width, clientHeight: height } = canvas;
    if (!width || !height) return;
    const dots = Math.max(devicePixelRatio, 1);
    canvas.width = width * dots;
    canvas.height = height * dots;
    canvas.getContext("2d").scale(dots, dots);
    this.#pad.clear();
    this.#pad.fromData(this.#strokes.map((stroke) => ({
      penColor: "#0d1f6b", minWidth: 0.8, maxWidth: 2.6, dotSize: 0, velocityFilterWeight: 0.7, compositeOperation: "source-over",
      points: stroke.map(([x, y], index) => ({ x: x * width, y: y * height, pressure: 0.5, time: index * 16 + 1 })),
    })));
  }
});

function round4(value) { return Math.round(value * 10_000) / 10_000; }
