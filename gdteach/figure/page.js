// ------------------------------------------------------------------------- a page without Python
// What follows plays the records of `pages.py`: for the values that a control offers there are runs,
// worked out beforehand. One control moves at a time; the others go back to where the lab began.

const entries = {}; // deflated, by key
const awaited = {}; // what to do when one has come

/** Take in an entry: called by the script that brings it. */
function takeIn(key, packed) {
  entries[key] = packed;
  awaited[key]?.();
}

/** The entry of a key, asked for if it is not here yet. */
async function entryOf(key) {
  if (!(key in entries)) {
    await new Promise((done, failed) => {
      awaited[key] = done;
      const script = add(document.head, "script", { src: `data/${key}.js` });
      script.addEventListener("error", () => failed(new Error(`gdteach: no data for ${key}`)));
    });
  }
  return inflate(entries[key]);
}

/** A run as the figure wants it: its tracks say by how much each number moves, its captions are forms. */
function unthin(run) {
  const { forms, which, numbers } = run.captions;
  if (forms) {
    const columns = numbers.map((column) => column.split("|"));
    run.captions = which.map((form, i) =>
      forms[form].reduce((said, part, k) => said + columns[k - 1][i] + part));
  }
  for (const track of run.scene.tracks) {
    if (track.xy) continue;
    const last = new Array(2 * track.points).fill(0);
    track.xy = track.by.map((by, i) => {
      if (by === null) return null;
      last[i % last.length] += by;
      return last[i % last.length] / 10;
    });
  }
  return run;
}

/** One slider, list or tick box with its name; `place` counts what it offers. */
class Dial {
  constructor(parent, kind, { name, words, now }, turned) {
    this.words = words;
    this.now = now;
    const row = add(parent, "label", { class: `gdp-dial gdp-${kind}` });
    if (kind !== "switch") add(row, "span").textContent = name;
    if (kind === "choice") {
      this.node = add(row, "select");
      words.forEach((word, i) => (add(this.node, "option", { value: i }).textContent = word));
    } else if (kind === "switch") {
      this.node = add(row, "input", { type: "checkbox" });
      add(row, "span").textContent = name;
    } else {
      this.node = add(row, "input", { type: "range", min: 0, max: words.length - 1, step: 1 });
      this.value = add(row, "span", { class: "gdp-value", "aria-hidden": "true" });
    }
    this.place = now;
    this.node.addEventListener(this.value ? "input" : "change", () => {
      this.say();
      turned(this.place);
    });
  }

  get place() {
    return this.node.type === "checkbox" ? Number(this.node.checked) : Number(this.node.value);
  }

  set place(place) {
    if (this.node.type === "checkbox") this.node.checked = place === 1;
    else this.node.value = place;
    this.say();
  }

  say() {
    if (!this.value) return;
    const word = this.words[this.place];
    this.value.textContent = word;
    this.node.setAttribute("aria-valuetext", word);
  }
}

/** A parameter of a lab: its dials, its marks, and a run for each value. */
class Control {
  constructor(parent, told, turned) {
    Object.assign(this, told);
    const turn = () => turned(this);
    const group = add(parent, "div", { class: "gdp-control" });
    this.dials = told.dials.map((dial) => new Dial(group, told.kind, dial, turn));
    const marks = add(group, "div", { class: "gdp-marks" });
    for (const [words, place] of Object.entries(told.marks)) {
      const mark = add(marks, "button", { type: "button" });
      mark.textContent = words;
      mark.addEventListener("click", () => this.put([place], turned));
    }
  }

  /** Turn the dials, and say so if that changes anything. */
  put(places, turned) {
    const before = String(this.dials.map((dial) => dial.place));
    this.dials.forEach((dial, i) => (dial.place = places[i]));
    if (String(places) !== before) turned(this);
  }

  reset() {
    for (const dial of this.dials) dial.place = dial.now;
  }

  /** The run for the dials as they are; the last one's places are those that run fastest. */
  get run() {
    return this.runs[this.dials.reduce((i, dial) => i * dial.words.length + dial.place, 0)];
  }

  /** Take over a press on an axes: the places nearest to it. */
  pressed({ axes, x, y }, turned) {
    const nearest = (pixels, at) =>
      pixels.reduce((best, pixel, i) => (Math.abs(pixel - at) < Math.abs(pixels[best] - at) ? i : best), 0);
    this.put(this.presses[axes].map((pixels, i) => nearest(pixels, [x, y][i])), turned);
  }
}

/** A lab, or a figure alone, on a page. */
class Played {
  constructor(node) {
    this.node = node;
    this.about = JSON.parse(node.dataset.page);
    this.controls = [];
    this.turned = (control) => {
      for (const other of this.controls) if (other !== control) other.reset();
      return this.show(control.run ?? this.entry.base);
    };
  }

  /** Load it and show it, once. */
  open() {
    this.opened ??= this.begin();
    return this.opened;
  }

  async begin() {
    const { menu, names, entry, key, step } = this.about;
    const first = await entryOf(`${key}-${entry}`);
    const board = add(this.node, "div", { class: "gdp-controls", role: "group", "aria-label": "Controls" });
    const place = add(this.node, "div", { class: "gdp-place" });
    this.node.prepend(board, place);
    if (menu) {
      const dial = new Dial(board, "choice", { name: menu, words: names, now: entry }, async (chosen) => {
        const found = await entryOf(`${key}-${chosen}`);
        if (dial.place === chosen) this.enter(found); // else another has been chosen meanwhile
      });
    }
    this.board = add(board, "div", { class: "gdp-dials" });
    this.model = offlineModel({
      ...first.stills[first.base.still], speed: first.speed, step, n_steps: 0, alt: "", captions: [],
      playing: false, working: false, _captions: "", _driver: "", _sensitive: [], _pressed_only: [],
      _scene: { steps: [], tracks: [], layers: [] },
    }, (message) => this.controls.find((each) => message.axes in each.presses)?.pressed(message, this.turned));
    await this.enter(first, step);
    initialize({ model: this.model });
    render({ model: this.model, el: place });
    for (const still of this.node.querySelectorAll(":scope > .gdp-still")) still.remove();
  }

  /** Take an entry of the menu, with its controls. */
  async enter(entry, step) {
    this.entry = entry;
    this.board.replaceChildren();
    this.controls = entry.controls.map((told) => new Control(this.board, told, this.turned));
    const felt = (controls) => controls.flatMap((each) => Object.keys(each.presses).map(Number));
    await this.show(entry.base, {
      speed: entry.speed,
      _sensitive: felt(this.controls),
      _pressed_only: felt(this.controls.filter((each) => !each.drags)),
    }, step);
  }

  /** Show a run: at the last step if the one before stood there, else at the step it stood at. */
  async show(run, more = {}, step = undefined) {
    this.wanted = run;
    const { model } = this;
    const still = this.entry.stills[run.still];
    if (model.get("_picture") !== still._picture) {
      const picture = new Image();
      picture.src = still._picture;
      await picture.decode().catch(() => {}); // shown at once with what moves on it
      if (this.wanted !== run) return;
    }
    const { scene, captions, alt, n_steps } = unthin(run);
    const at = model.get("step");
    const same = at > 0 && at === model.get("n_steps") ? n_steps : Math.min(at, n_steps);
    model.set({ ...more, ...still, _scene: scene, captions, alt, n_steps, step: step ?? same });
  }
}

/** Open what is on the page when it comes near: a lab behind a question is not, until it is open. */
function begin() {
  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      target.played.open();
    }
  }, { rootMargin: "600px" });
  for (const node of document.querySelectorAll(".gdp-lab[data-page]")) {
    node.played = new Played(node);
    near.observe(node);
  }
}

window.gdteach = { data: takeIn };
addEventListener("DOMContentLoaded", begin);
