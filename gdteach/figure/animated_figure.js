/**
 * The browser's half of `AnimatedFigure`: a still picture, and layers that move over it.
 *
 * Python sends the picture once and, per run, the position of every layer at every step, in
 * pixels of the picture. From then on this file needs nobody: it draws the layers as SVG, glides
 * between steps, and offers the transport (play, back, on, scrubber, speed). It may render the
 * same model several times; all state that views share lives in the model.
 *
 * @typedef {{get: (name: string) => any, set: (name: string, value: any) => void,
 *   on: Function, off: Function, save_changes: () => void, send: (message: object) => void}} Model
 * @typedef {{points: number, xy: (number | null)[]}} Track  `points` pairs x, y per step
 * @typedef {(position: number) => void} Paint  shows a layer at a step, or between two
 */

const SVG = "http://www.w3.org/2000/svg";
const GLIDE = 160; // ms at most to glide to a step that somebody else chose
const NARROW = 600; // px; with less, what stands side by side stands one below the other
const LONGEST_FRAME = 100; // ms; a longer one was no frame: the tab slept, and nobody saw
const SPEEDS = [1, 2, 5, 10, 20, 50]; // steps a second

/** Add an element to a parent. @returns {any} */
function add(parent, tag, attributes = {}, namespace = "http://www.w3.org/1999/xhtml") {
  const node = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  parent.append(node);
  return node;
}
const draw = (parent, tag, attributes) => add(parent, tag, attributes, SVG);
const assign = (node, attributes) => {
  for (const name in attributes) node.setAttribute(name, attributes[name]);
};

// ------------------------------------------------------------------------------------- places
// Of a very long run only some steps are drawn. A *place* counts those; of any other run all are.

const drawn = (model) => model.get("_scene").steps ?? [];
const lastPlace = (model) => (drawn(model).length || model.get("n_steps") + 1) - 1;
const stepAt = (model, place) => drawn(model)[place] ?? place;

/** The place of a step, or of the last one drawn before it; a longer run can go past our end. */
function placeOf(model, step) {
  const steps = drawn(model);
  if (!steps.length) return Math.min(step, model.get("n_steps"));
  let [low, high] = [0, steps.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (steps[middle] <= step) low = middle;
    else high = middle;
  }
  return low;
}

// ---------------------------------------------------------------------------------- positions

const lastStep = (track) => track.xy.length / (2 * track.points) - 1;

/** The j-th point of a track at a place; after its last one a track stays where it is. */
function at(track, step, j = 0) {
  const i = 2 * (Math.min(step, lastStep(track)) * track.points + j);
  return [track.xy[i], track.xy[i + 1]];
}

/** The j-th point of a track at a position between places. */
function between(track, position, j = 0) {
  const step = Math.floor(position);
  const [x, y] = at(track, step, j);
  const share = position - step;
  if (share === 0) return [x, y];
  const [u, v] = at(track, step + 1, j);
  if (x === null || u === null) return [null, null];
  return [x + share * (u - x), y + share * (v - y)];
}

/** SVG path through points; a missing point breaks it. */
function pathThrough(points) {
  let pen = "M";
  let path = "";
  for (const [x, y] of points) {
    if (x === null) pen = "M";
    else {
      path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
      pen = "L";
    }
  }
  return path;
}

const dashes = (layer) => (layer.dashed ? `${2.5 * layer.width} ${2 * layer.width}` : "none");
const stroke = (layer) => ({
  stroke: layer.colour,
  "stroke-width": layer.width,
  "stroke-dasharray": dashes(layer),
  fill: "none",
});

// ------------------------------------------------------------------------------------- layers
// One function per kind: it makes the layer's nodes and returns how to show it at a position.

const SHAPES = {
  circle: (r) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`,
  ring: (r) => SHAPES.circle(r),
  diamond: (r) => `M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`,
  star: (r) => {
    const corner = (i) => {
      const radius = (i % 2 ? 0.4 : 1) * 1.4 * r;
      const angle = (Math.PI * i) / 5 - Math.PI / 2;
      return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
    };
    return `M${Array.from({ length: 10 }, (_, i) => corner(i)).join("L")}Z`;
  },
};

const KINDS = {
  /** @returns {Paint} */
  trail(layer, [track], parent) {
    const all = Array.from({ length: lastStep(track) + 1 }, (_, step) => at(track, step));
    if (layer.ahead) {
      draw(parent, "path", { ...stroke(layer), d: pathThrough(all), opacity: 0.25 });
    }
    const joint = layer.line ? stroke(layer) : { stroke: "none", fill: "none" };
    const line = draw(parent, "path", { ...joint, "stroke-linejoin": "round" });
    const tip = draw(parent, "path", joint);
    const dots = layer.dots && draw(parent, "path", {
      stroke: layer.colour,
      "stroke-width": 2.2 * layer.width,
      "stroke-linecap": "round",
    });
    let shown = -1;
    return (position) => {
      const step = Math.min(Math.floor(position), all.length - 1);
      if (step !== shown) {
        const walked = all.slice(0, step + 1);
        line.setAttribute("d", pathThrough(walked));
        if (dots) dots.setAttribute("d", walked.map((p) => (p[0] === null ? "" : `M${p[0]} ${p[1]}h0`)).join(""));
        shown = step;
      }
      tip.setAttribute("d", pathThrough([at(track, step), between(track, position)]));
    };
  },

  /** @returns {Paint} */
  marker(layer, [track], parent) {
    const ring = layer.shape === "ring";
    const node = draw(parent, "path", {
      class: "gdteach-marker",
      d: SHAPES[layer.shape](layer.size / 2),
      fill: ring ? "white" : layer.colour,
      stroke: ring ? layer.colour : "white",
      "stroke-width": ring ? 2.7 : 2,
    });
    const [left, top, width, height] = layer.box;
    return (position) => {
      const [x, y] = between(track, position);
      node.setAttribute("transform", x === null ? "" : `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
      // whole on the edge of its axes, and never among the axes' numbers or on the axes beside them
      const [across, down] = x === null ? [-1, -1] : [(x - left) / width, (y - top) / height];
      const inside = Math.min(across, down) >= -0.01 && Math.max(across, down) <= 1.01;
      node.setAttribute("visibility", inside ? "visible" : "hidden");
    };
  },

  /** @returns {Paint} */
  arrow(layer, [tails, heads], parent) {
    const shaft = draw(parent, "path", stroke(layer));
    const head = draw(parent, "path", { fill: layer.colour });
    const label = draw(parent, "text", { class: "gdteach-label", fill: layer.colour });
    label.textContent = layer.label;
    return (position) => {
      const step = Math.floor(position);
      const [x, y] = at(tails, step);
      const [u, v] = at(heads, step);
      const length = x === null || u === null ? 0 : Math.hypot(u - x, v - y);
      parent.setAttribute("visibility", length > 0.5 ? "visible" : "hidden");
      if (length <= 0.5) return;
      const [along, across] = [(u - x) / length, (v - y) / length];
      const size = Math.min(4.5 * layer.width, 0.6 * length);
      const [bx, by] = [u - size * along, v - size * across];
      const half = 0.42 * size;
      shaft.setAttribute("d", pathThrough([[x, y], [bx, by]]));
      head.setAttribute(
        "d",
        `${pathThrough([[u, v], [bx - half * across, by + half * along], [bx + half * across, by - half * along]])}Z`,
      );
      const flat = Math.abs(across) < 0.3; // then above the middle of the shaft, else past the head
      const [left, top, width, height] = layer.box;
      const keep = (value, low, high) => Math.min(Math.max(value, low), high);
      const anchor = flat ? "middle" : along < -0.3 ? "end" : "start";
      const room = 0.62 * layer.type * layer.label.length;
      const before = { start: 0, middle: 0.5, end: 1 }[anchor] * room;
      const beside = flat ? (x + u) / 2 : u + 10 * along + (along < -0.3 ? -6 : 4);
      assign(label, {
        x: keep(beside, left + 4 + before, left + width - 4 - (room - before)),
        y: keep(flat ? (y + v) / 2 - 10 : v + 14 * across + 4, top + 16, top + height - 6),
        "text-anchor": anchor,
        visibility: length < 30 ? "hidden" : "inherit", // no room to say what it is
      });
    };
  },

  /** @returns {Paint} */
  segment(layer, [starts, ends], parent) {
    const line = draw(parent, "path", { ...stroke(layer), "stroke-linecap": "round" });
    return (position) => {
      const step = Math.floor(position);
      line.setAttribute("d", pathThrough([at(starts, step), at(ends, step)]));
    };
  },

  /** @returns {Paint} */
  curve(layer, [track], parent) {
    const line = draw(parent, "path", { ...stroke(layer), "stroke-linejoin": "round" });
    const indices = Array.from({ length: track.points }, (_, j) => j);
    return (position) =>
      line.setAttribute("d", pathThrough(indices.map((j) => between(track, position, j))));
  },

  /** @returns {Paint} */
  label(layer, [track], parent) {
    const node = draw(parent, "text", {
      class: "gdteach-label", fill: layer.colour, "text-anchor": layer.anchor,
      "font-weight": layer.bold ? "bold" : "normal",
    });
    return (position) => {
      const step = Math.floor(position);
      const [x, y] = at(track, step);
      const text = layer.texts[Math.min(step, layer.texts.length - 1)];
      if (node.textContent !== text) node.textContent = text;
      assign(node, { x: x ?? 0, y: y ?? 0, visibility: x === null ? "hidden" : "visible" });
    };
  },

  /** Cells may change many times a second: the old ones stay until the new ones are decoded. */
  raster(layer, [low, high], parent) {
    const [left, bottom] = at(low, 0);
    const [right, top] = at(high, 0);
    const look = { class: "gdteach-cells", preserveAspectRatio: "none", href: layer.picture };
    const node = layer.reused ?? draw(parent, "image", look);
    parent.append(node);
    assign(node, { x: left, y: top, width: right - left, height: bottom - top, opacity: layer.opacity });
    node.wanted = layer.picture;
    if (node.getAttribute("href") !== layer.picture) {
      const next = new Image();
      const show = () => node.wanted === layer.picture && node.setAttribute("href", layer.picture);
      next.src = layer.picture;
      next.decode().then(show, show);
    }
    return () => {};
  },
};

// -------------------------------------------------------------------------------------- stage

/**
 * The picture with its layers; tells `onPoint` where a pointer presses and drags. In a narrow place
 * the picture is cut into its panels, which then stand one below the other.
 */
class Stage {
  constructor(model, parent, signal, onPoint) {
    this.model = model;
    this.node = add(parent, "div", { class: "gdteach-stage", role: "img" });
    this.narrow = false;
    this.boxes = "";
    this.panels = [];
    /** @type {Paint[]} */
    this.paints = [];
    this.listen(onPoint, signal);
  }

  /** Show a new picture: its size, its panels, and where on it a pointer means something. */
  picture() {
    const [width, height, type] = this.model.get("_size");
    const cut = this.narrow ? this.model.get("_panels") : [];
    const boxes = cut.length ? cut : [[0, 0, width, height]];
    if (String(boxes) !== this.boxes) this.divide(boxes);
    const card = this.node.parentElement;
    card.style.width = `${Math.max(...boxes.map((box) => box[2])) + 26}px`; // with padding and border
    card.style.fontSize = `${0.94 * type}px`;
    this.node.style.fontSize = `${type}px`;
    for (const { image, touch } of this.panels) {
      assign(image, { href: this.model.get("_picture"), width, height });
      touch.replaceChildren();
    }
    for (const axes of this.model.get("_sensitive")) {
      const [x, y, boxWidth, boxHeight] = this.model.get("_boxes")[axes];
      draw(this.panelOf(axes).touch, "rect", {
        class: "gdteach-touch", "data-axes": axes, fill: "transparent",
        "data-drags": !this.model.get("_pressed_only").includes(axes),
        x, y, width: boxWidth, height: boxHeight,
      });
    }
  }

  /** Make the panels anew, each the part of the picture in its box. */
  divide(boxes) {
    this.boxes = String(boxes);
    this.node.replaceChildren();
    this.panels = boxes.map((box) => {
      const svg = draw(this.node, "svg", { viewBox: box.join(" ") });
      svg.style.width = `${box[2]}px`;
      const [x, y, width, height] = box;
      const part = draw(svg, "svg", { x, y, width, height, viewBox: box.join(" ") });
      return { box, image: draw(part, "image"), layers: draw(svg, "g"), touch: draw(svg, "g") };
    });
  }

  /** The panel in which an axes has its middle. */
  panelOf(axes) {
    const [left, top, width, height] = this.model.get("_boxes")[axes];
    const [x, y] = [left + width / 2, top + height / 2];
    const has = ({ box }) => x >= box[0] && x <= box[0] + box[2] && y >= box[1] && y <= box[1] + box[3];
    return this.panels.find(has) ?? this.panels[0];
  }

  /** Feel presses and drags on the sensitive axes; a ring shows at once where the hand is. */
  listen(onPoint, signal) {
    const hand = document.createElementNS(SVG, "circle");
    assign(hand, { class: "gdteach-hand", r: 9, visibility: "hidden" });
    const feel = (event) => {
      const svg = event.target.ownerSVGElement;
      const axes = Number(event.target.dataset.axes);
      const [x, y, width, height] = this.model.get("_boxes")[axes];
      const p = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      const cx = Math.min(Math.max(p.x, x), x + width);
      const cy = Math.min(Math.max(p.y, y), y + height);
      if (hand.parentElement !== svg) svg.append(hand);
      assign(hand, { cx, cy, visibility: "visible" });
      onPoint(axes, cx, cy);
    };
    this.node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.target.dataset.axes) return;
      event.target.setPointerCapture(event.pointerId);
      feel(event);
    }, { signal });
    this.node.addEventListener("pointermove", (event) => {
      if (event.target.dataset.drags !== "true") return;
      if (event.target.hasPointerCapture(event.pointerId)) feel(event);
    }, { signal });
    this.node.addEventListener("lostpointercapture", () => hand.setAttribute("visibility", "hidden"), { signal });
  }

  /** Make the nodes of a new run's layers. */
  scene() {
    const { tracks, layers } = this.model.get("_scene");
    const boxes = this.model.get("_boxes");
    const cells = [...this.node.querySelectorAll(".gdteach-cells")];
    for (const panel of this.panels) panel.layers.replaceChildren();
    this.paints = layers.map((layer) => {
      const [x, y, width, height] = boxes[layer.axes];
      const clip = draw(this.panelOf(layer.axes).layers, "svg", { // it clips without needing an id
        x, y, width, height, viewBox: `${x} ${y} ${width} ${height}`,
        overflow: layer.kind === "marker" ? "visible" : "hidden",
      });
      const group = draw(clip, "g", { class: `gdteach-layer gdteach-${layer.kind}` });
      const reused = layer.kind === "raster" ? cells.shift() : undefined;
      const type = this.model.get("_size")[2];
      const shown = { ...layer, box: boxes[layer.axes], reused, type };
      const own = layer.tracks.map((i) => tracks[i]);
      const end = Math.max(...own.map(lastStep), (layer.texts ?? [""]).length - 1);
      const paint = KINDS[layer.kind](shown, own, group);
      let before = -1;
      return (position) => { // after its last step a layer is as it was: no frame's time for that
        const now = Math.min(position, end);
        if (now !== before) paint(now);
        before = now;
      };
    });
  }

  /** @type {Paint} */
  paint(position) {
    for (const paint of this.paints) paint(position);
  }
}

// ------------------------------------------------------------------------------------- player

/**
 * Where in the run we are. `position` is a real number, `model.step` the step at its whole part.
 * One view at a time drives (the one named in `_driver`); the others glide after the model's step.
 */
class Player {
  constructor(model, onMove) {
    this.model = model;
    this.onMove = onMove;
    this.name = Math.random().toString(36).slice(2);
    this.position = this.place;
    this.pace = 0; // places per ms, when gliding
    this.changed = 0; // when the step last changed, ms
    this.frame = 0;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** Where the model's step is. */
  get place() {
    return placeOf(this.model, this.model.get("step"));
  }

  get driving() {
    return this.model.get("playing") && this.model.get("_driver") === this.name;
  }

  /** Go to a place and tell everybody; `tell` also tells Python. */
  go(place, tell = true) {
    this.position = Math.min(Math.max(place, 0), lastPlace(this.model));
    this.tellViews(this.position);
    if (tell) this.tellPython();
    this.onMove(this.position, true);
  }

  tellViews(place) {
    const step = stepAt(this.model, place);
    if (this.model.get("step") === step) return;
    this.own = true;
    this.model.set("step", step);
    this.own = false;
  }

  tellPython() {
    try {
      this.model.save_changes(); // without a kernel there is nobody to tell
    } catch (error) {
      console.debug("gdteach: no kernel to tell", error);
    }
  }

  play() {
    if (this.place >= lastPlace(this.model)) this.go(0, false);
    this.model.set("_driver", this.name);
    this.model.set("playing", true);
    this.tellPython(); // else it could not stop what it does not know, nor tell where we are
  }

  pause() {
    const driver = this.model.get("_driver");
    this.model.set("playing", false); // who drives hears of it, and settles
    if (!driver) this.settle();
  }

  /** Come to rest at the nearest place, after driving. */
  settle() {
    this.tellViews(Math.round(this.position));
    this.model.set("_driver", "");
    this.tellPython();
  }

  /** Somebody started or stopped the play: this view, another one, or Python. */
  playingChanged() {
    const driver = this.model.get("_driver");
    if (this.model.get("playing") && !driver) this.model.set("_driver", this.name);
    if (!this.model.get("playing") && driver === this.name) this.settle();
    this.run();
    this.onMove(this.position, false); // the frame to come knows whether this is where it rests
  }

  /** The model's step changed: by this player, by another view, by a link, or by Python. */
  stepChanged() {
    if (this.own) return;
    const distance = Math.abs(this.place - this.position);
    if (this.driving || this.still.matches || distance > 2) this.position = this.place;
    const now = performance.now();
    // no slower than the steps come, else a fast player would run away and we would jump after it
    this.pace = distance / Math.min(GLIDE, Math.max(now - this.changed, 1));
    this.changed = now;
    this.run();
  }

  /** Keep a frame coming while there is somewhere to go. */
  run() {
    if (this.frame) return;
    this.before = performance.now();
    const tick = (now) => {
      this.frame = 0;
      const rest = this.move(Math.min(Math.max(0, now - this.before), LONGEST_FRAME));
      this.before = now;
      this.onMove(this.still.matches ? Math.floor(this.position + 1e-9) : this.position, rest);
      if (!rest) this.frame = requestAnimationFrame(tick);
    };
    this.frame = requestAnimationFrame(tick);
  }

  /** Move on by some milliseconds. @returns {boolean} whether the end was reached */
  move(elapsed) {
    const end = lastPlace(this.model);
    if (this.driving) {
      this.position = Math.min(this.position + (this.model.get("speed") * elapsed) / 1000, end);
      this.tellViews(Math.floor(this.position + 1e-9));
      if (this.position >= end) this.pause();
      return !this.driving;
    }
    const { place } = this;
    const distance = place - this.position;
    const reach = Math.max(this.pace, 1 / GLIDE) * elapsed;
    this.position = Math.abs(distance) <= reach ? place : this.position + Math.sign(distance) * reach;
    return this.position === place;
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    if (!this.driving) return;
    this.model.set("playing", false);
    this.settle();
  }
}

// ---------------------------------------------------------------------------------- transport

const ICONS = {
  play: "M5 3L17 10L5 17Z",
  pause: "M5 3H8.5V17H5ZM11.5 3H15V17H11.5Z",
  back: "M4 3H6.5V17H4ZM16 3V17L7.5 10Z",
  on: "M16 3H13.5V17H16ZM4 3V17L12.5 10Z",
};

// JupyterLab's one-key commands look for this on the very node that has the focus.
const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };
const LEAVING = ["Tab", "Escape"]; // the keys that a slider or a list has no use for

/** The labelled controls under the picture. */
class Transport {
  constructor(model, parent, signal, player) {
    this.model = model;
    const bar = add(parent, "div", { class: "gdteach-transport", role: "group", "aria-label": "Playback" });
    const button = (icon, label, action) => {
      const node = add(bar, "button", { ...OWN_KEYS, type: "button", class: `gdteach-${icon}`, "aria-label": label, title: label });
      draw(draw(node, "svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }), "path", { d: ICONS[icon] });
      const act = () => node.getAttribute("aria-disabled") === "true" || action();
      node.addEventListener("click", act, { signal });
      return node;
    };
    // not `disabled`: that would take the focus away from who pressed it up to the end
    this.enable = (node, able) => node.setAttribute("aria-disabled", String(!able));
    const nudge = (by) => () => {
      if (model.get("playing")) player.pause();
      player.go(player.place + by);
    };
    this.back = button("back", "One step back", nudge(-1));
    this.toggle = button("play", "Play", () => (model.get("playing") ? player.pause() : player.play()));
    this.on = button("on", "One step on", nudge(1));
    this.scrubber = add(bar, "input", { ...OWN_KEYS, type: "range", min: 0, step: 1, class: "gdteach-scrubber", "aria-label": "Step" });
    this.scrubber.addEventListener("input", () => {
      const place = Number(this.scrubber.value); // pausing writes the slider's value: read it first
      if (model.get("playing")) player.pause();
      player.go(place, false);
    }, { signal });
    this.scrubber.addEventListener("change", () => player.tellPython(), { signal });
    this.readout = add(bar, "span", { class: "gdteach-readout" });
    this.speed = add(bar, "select", { ...OWN_KEYS, class: "gdteach-speed", "aria-label": "Speed" });
    this.speed.addEventListener("change", () => {
      model.set("speed", Number(this.speed.value));
      player.tellPython();
    }, { signal });
    this.thinned = add(bar, "span", { class: "gdteach-thinned" });
  }

  speeds() {
    const speed = this.model.get("speed");
    const count = drawn(this.model).length;
    const unit = count ? "picture" : "step";
    this.speed.replaceChildren();
    for (const value of [...new Set([...SPEEDS, speed])].sort((a, b) => a - b)) {
      const option = add(this.speed, "option", { value });
      option.textContent = `${value} ${unit}${value === 1 ? "" : "s"}/s`;
    }
    this.speed.value = speed;
    this.thinned.textContent = count ? `Drawn are ${count} of these steps.` : "";
  }

  show(place) {
    const end = lastPlace(this.model);
    const where = `step ${stepAt(this.model, place)} of ${this.model.get("n_steps")}`;
    const playing = this.model.get("playing");
    const label = playing ? "Pause" : "Play";
    if (this.toggle.title !== label) {
      assign(this.toggle, { "aria-label": label, title: label });
      this.toggle.querySelector("path").setAttribute("d", ICONS[playing ? "pause" : "play"]);
    }
    this.enable(this.back, place > 0);
    this.enable(this.on, place < end);
    this.enable(this.toggle, end > 0);
    assign(this.scrubber, { max: end, "aria-valuetext": where });
    this.scrubber.value = place;
    this.readout.textContent = where;
  }
}

// --------------------------------------------------------------------------------------- view

/** Sends pointer positions one at a time: the next when Python has dealt with the last. */
class Messenger {
  constructor(model) {
    this.model = model;
    this.busy = false;
    this.waiting = null;
  }

  send(message) {
    if (this.busy) {
      this.waiting = message;
      return;
    }
    this.busy = true;
    try {
      this.model.send(message);
    } catch (error) {
      this.busy = false;
      console.debug("gdteach: no kernel to tell", error);
    }
  }

  done() {
    this.busy = false;
    const next = this.waiting;
    this.waiting = null;
    if (next) this.send(next);
  }
}

/** Let the arrow keys step a box for a number, by as much as its lab says. */
function stepNumber(event) {
  const control = event.target.closest(".gdteach-number");
  const by = /gdteach-by-(\S+)/.exec(control?.className);
  const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  const now = by && way ? Number(event.target.value.replace(",", ".")) : NaN;
  if (Number.isNaN(now)) return;
  event.preventDefault();
  event.target.value = Number((now + way * Number(by[1])).toPrecision(12));
  event.target.dispatchEvent(new Event("change", { bubbles: true }));
}

/** On slides in JupyterLab a clicker turns the page, whatever of a lab or a figure has the focus. */
function turnPage(event) {
  const cell = document.body.dataset.jpDeckMode && event.target.closest(".jp-Cell");
  if (!cell || !/^Page/.test(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  cell.focus({ preventScroll: true });
  cell.dispatchEvent(new KeyboardEvent("keydown", event));
}

/**
 * Give the sliders of the lab around a figure their names, and its boxes their keys. ipywidgets
 * writes a label beside each slider, but leaves the slider itself without a name that a screen
 * reader could say.
 */
function tendControls(card, signal) {
  let lab = null;
  const name = () => {
    for (const handle of lab.querySelectorAll(".noUi-handle:not([aria-label])")) {
      const label = handle.closest(".widget-slider").querySelector(".widget-label");
      handle.setAttribute("aria-label", label?.textContent || "value");
    }
    // typed into, it would read "2,5" as 2
    for (const readout of lab.querySelectorAll(".widget-readout[contenteditable=true]")) {
      readout.contentEditable = "false";
    }
  };
  // a slider with new ends gets a new handle, and one that is told a value an open readout
  const renewed = new MutationObserver(name);
  const attached = new ResizeObserver(() => { // the first moment when the card is in its lab
    lab = card.closest(".gdteach-lab");
    if (!lab) return;
    name();
    lab.addEventListener("keydown", stepNumber, { capture: true, signal });
    lab.addEventListener("keydown", turnPage, { capture: true, signal });
    // as with the figure's own keys: none for a deck of slides around it
    const turned = /^(Arrow.*|Page.*|Home|End)$/;
    lab.addEventListener("keydown", (event) => {
      if (event.target.closest(".noUi-handle") && turned.test(event.key)) event.stopPropagation();
    }, { signal });
    for (const part of lab.children) {
      const changes = { childList: true, subtree: true, attributeFilter: ["contenteditable"] };
      if (!part.contains(card)) renewed.observe(part, changes);
    }
    attached.disconnect();
  });
  attached.observe(card);
  signal.addEventListener("abort", () => {
    attached.disconnect();
    renewed.disconnect();
  });
}

/** Called once per model: nothing plays by itself, not even a reopened notebook. */
function initialize({ model }) {
  if (!model.get("playing") && !model.get("_driver")) return;
  model.set("playing", false);
  model.set("_driver", "");
  model.save_changes();
}

/** Read JSON that Python has deflated and written in base64. @returns {Promise<any>} */
function inflate(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

/** Draw one view of the model; returns the clean-up. */
function render({ model, el }) {
  const listeners = new AbortController();
  const { signal } = listeners;
  const card = add(el, "div", {
    class: "gdteach-figure", role: "group", "aria-label": "Animated figure",
  });
  const messenger = new Messenger(model);
  const stage = new Stage(model, card, signal, (axes, x, y) => {
    transport.scrubber.focus({ preventScroll: true });
    messenger.send({ type: "point", axes, x, y });
  });
  const captions = add(card, "div", { class: "gdteach-captions" });
  const caption = add(captions, "div", { class: "gdteach-caption" });
  const tallest = add(captions, "div", { class: "gdteach-tallest", "aria-hidden": "true" });
  const live = add(card, "div", { class: "gdteach-live", "aria-live": "polite" });
  const working = add(card, "div", { class: "gdteach-working", role: "status" });

  let texts = [];
  let shown = null;
  const move = (position, rest) => {
    stage.paint(position);
    const place = Math.min(Math.floor(position + 1e-9), lastPlace(model));
    const state = `${place} ${rest} ${model.get("playing")}`;
    if (state === shown) return;
    shown = state;
    transport.show(place);
    const text = texts[Math.min(place, texts.length - 1)] ?? "";
    caption.textContent = text;
    if (!rest || model.get("playing")) return; // a view that follows rests at every step
    live.textContent = text;
    const said = [model.get("alt"), text].filter(Boolean).join(" ");
    stage.node.setAttribute("aria-label", said || `Animated figure at ${transport.readout.textContent}`);
  };
  const player = new Player(model, move);
  const transport = new Transport(model, card, signal, player);
  card.addEventListener("keydown", turnPage, { capture: true, signal });
  card.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const own = event.target === transport.speed || event.target === transport.scrubber;
    const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    const presses = event.key === " " || event.key === "Enter";
    // what a control or the figure answers to is not for a deck of slides around it
    if (own ? !LEAVING.includes(event.key) : presses || event.key in steps) event.stopPropagation();
    if (own || !(event.key in steps)) return;
    event.preventDefault();
    if (model.get("playing")) player.pause();
    player.go(player.place + steps[event.key]);
  }, { signal });
  // on slides in JupyterLab a clicker has the keys again after a press of the mouse; a list stays open
  card.addEventListener("pointerup", ({ target }) => {
    if (document.body.dataset.jpDeckMode && target !== transport.speed) {
      card.closest(".jp-Cell")?.focus({ preventScroll: true });
    }
  }, { signal });

  const refresh = () => {
    shown = null;
    move(player.position, !model.get("playing"));
  };
  const retell = async () => {
    const packed = model.get("_captions");
    const unpacked = packed ? await inflate(packed) : (model.get("captions") ?? []);
    if (signal.aborted || packed !== model.get("_captions")) return; // a newer run is on its way
    texts = unpacked;
    // the tallest caption keeps its room from the start, so that no button moves away
    const height = (text) => 1000 * text.split("\n").length + text.length;
    tallest.textContent = texts.reduce((a, b) => (height(b) > height(a) ? b : a), "");
    refresh();
  };
  const work = () => (working.textContent = model.get("working") ? "Working out the new run …" : "");
  const subscriptions = {
    "change:_picture": () => { stage.picture(); stage.scene(); refresh(); },
    "change:_sensitive": () => stage.picture(),
    "change:_pressed_only": () => stage.picture(),
    "change:_scene": () => { stage.scene(); player.stepChanged(); transport.speeds(); refresh(); },
    "change:_captions": retell,
    "change:captions": retell, // on a page without Python
    "change:alt": refresh,
    "change:working": work,
    "change:step": () => player.stepChanged(),
    "change:playing": () => player.playingChanged(),
    "change:speed": () => transport.speeds(),
    "msg:custom": (message) => message.type === "pointed" && messenger.done(),
  };
  for (const [event, action] of Object.entries(subscriptions)) model.on(event, action);
  // not the card's own width, which follows from what is stacked
  const room = new ResizeObserver(() => {
    const narrow = el.clientWidth > 0 && el.clientWidth < NARROW;
    card.closest(".gdteach-lab")?.classList.toggle("gdteach-narrow", narrow);
    if (narrow === stage.narrow) return;
    stage.narrow = narrow;
    stage.picture();
    stage.scene();
    refresh();
  });
  room.observe(el);
  stage.picture();
  stage.scene();
  transport.speeds();
  refresh();
  retell();
  work();
  tendControls(card, signal);

  return () => {
    for (const [event, action] of Object.entries(subscriptions)) model.off(event, action);
    player.destroy();
    listeners.abort();
    room.disconnect();
    card.remove();
  };
}

/**
 * A model for a page without Jupyter: the state stands in for Python. As in Jupyter, several values
 * that are set together are all there before anybody hears of one. `send` gets what is for Python.
 */
function offlineModel(state, send = () => {}) {
  /** @type {Record<string, Function[]>} */
  const heard = {};
  const tell = (event, ...told) => {
    for (const action of heard[event] ?? []) action(...told);
  };
  return {
    get: (name) => state[name],
    set: (names, value) => {
      const given = typeof names === "string" ? { [names]: value } : names;
      const changed = Object.keys(given).filter((name) => state[name] !== given[name]);
      Object.assign(state, given);
      for (const name of changed) tell(`change:${name}`);
    },
    on: (event, action) => (heard[event] ??= []).push(action),
    off: (event, action) => (heard[event] = (heard[event] ?? []).filter((a) => a !== action)),
    save_changes: () => {},
    send: (message) => {
      send(message);
      tell("msg:custom", { type: "pointed" });
    },
  };
}

export { offlineModel };
export default { initialize, render };
