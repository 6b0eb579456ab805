/**
 * Sees, from inside the page, when the picture on screen changes and what the kernel sent.
 *
 * A frame is a frame of the screen (requestAnimationFrame) before which the picture changed, by
 * - svg: the marker's place (while playing), any drawn path (after a slider's step);
 * - canvas: an image drawn into a canvas, which ipympl does once for each picture it receives;
 * - img: an <img> with another source that has finished loading.
 */
window.playbackProbe = (() => {
  const received = { bytes: 0, last: 0, times: [] };
  window.WebSocket = class extends window.WebSocket {
    constructor(...options) {
      super(...options);
      if (!this.url.includes("/channels")) return; // not a kernel's
      const utf8 = new TextEncoder();
      this.addEventListener("message", ({ data }) => {
        received.bytes += data.byteLength ?? data.size ?? utf8.encode(data).length;
        received.last = performance.now();
        received.times.push(received.last);
      });
    }
  };

  let changes = []; // when the page held a new picture
  let frames = []; // when the screen took it up
  let screen = []; // every frame of the screen
  let dirty = false;
  let pressed = NaN;
  const changed = () => {
    changes.push(performance.now());
    dirty = true;
  };
  const reset = () => {
    [changes, frames, screen, received.bytes, received.times, pressed] = [[], [], [], 0, [], NaN];
  };
  const tick = (now) => {
    screen.push(now);
    if (dirty) frames.push(now);
    dirty = false;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);

  let wholePicture = false; // else the marker alone
  let look = () => "";
  let before = "";
  const compare = () => {
    const now = look();
    if (now !== before) changed();
    before = now;
  };
  const observe = (node, options) => new MutationObserver(compare).observe(node, options);

  const watch = {
    svg() {
      const stage = document.querySelector(".gdteach-stage");
      look = () => {
        const seen = stage.querySelectorAll(wholePicture ? ".gdteach-layer path" : "path.gdteach-marker");
        return Array.from(seen, (node) => `${node.getAttribute("d")}${node.getAttribute("transform")}`).join();
      };
      observe(stage, { subtree: true, childList: true, attributes: true });
    },
    canvas() {
      const draw = CanvasRenderingContext2D.prototype.drawImage;
      CanvasRenderingContext2D.prototype.drawImage = function (...options) {
        if (options[0] instanceof HTMLImageElement) changed();
        return draw.apply(this, options);
      };
    },
    img() {
      let source = "";
      const notice = () => {
        const image = document.querySelector(".jupyter-widgets .jp-OutputArea img");
        if (!image || image.src === source) return;
        source = image.src;
        if (image.complete) changed();
        else image.addEventListener("load", changed, { once: true });
      };
      new MutationObserver(notice).observe(document.querySelector(".jp-Notebook"), {
        subtree: true, childList: true, attributes: true, attributeFilter: ["src"],
      });
    },
  };

  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Wait until neither the picture nor the kernel has stirred for a while; give up after two minutes. */
  async function quiet(ms) {
    const start = performance.now();
    for (;;) {
      const now = performance.now();
      if (now - Math.max(start, received.last, changes.at(-1) ?? 0) > ms) return;
      if (now - start > 120_000) throw new Error("it never came to rest");
      await pause(50);
    }
  }

  return {
    watch: (kind) => watch[kind](),
    quiet,

    /** Press play, wait for the end. */
    async play(selector, ms) {
      wholePicture = false;
      before = look();
      reset();
      document.querySelector(selector).click();
      await quiet(ms);
      return { frames, screen, bytes: received.bytes };
    },

    /** Get ready for a key on the slider. */
    arm() {
      wholePicture = true;
      before = look();
      reset();
    },

    /** After the key: how long until the page, and then the screen, held the new picture. */
    async answer(ms) {
      const start = performance.now();
      while (changes.length === 0 || frames.length === 0) {
        if (performance.now() - start > 10_000) throw new Error("the picture did not change");
        await pause(5);
      }
      await quiet(ms);
      const drawn = changes[0] - pressed;
      const times = received.times.filter((time) => time <= changes[0]);
      const pauses = times.slice(1).map((time, i) => time - times[i]);
      return {
        drawn,
        shown: Math.max(drawn, frames[0] - pressed),
        held: Math.max(0, ...pauses), // the longest pause between two messages of the answer
        bytes: received.bytes,
      };
    },

    /** Frames of the screen during some milliseconds. */
    async idle(ms) {
      reset();
      await pause(ms);
      return screen;
    },
  };
})();
