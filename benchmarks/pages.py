"""Measures the built site in Chromium, from the disk: ready, switched, played.

`make site` first. Writes its section of benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import datetime
import os
from pathlib import Path
from typing import Any

import numpy as np
from _report import README, machine, verdict, versions, write
from playwright.sync_api import Page, sync_playwright

# a switch: from the event until the script has done, and until the frame after the next begins,
# when what it changed is on the screen
SWITCH = """async ([slider, places]) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const [script, paint] = [[], []];
  for (const place of places) {
    await frame();
    const before = performance.now();
    slider.value = place;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    script.push(performance.now() - before);
    await frame();
    await frame();
    paint.push(performance.now() - before);
  }
  return [script, paint];
}"""
PLAY = """async (figure) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  figure.scrollIntoView();
  figure.querySelector(".gdteach-play").click();
  const gaps = [];
  let before = await frame();
  for (let i = 0; i < 60; i += 1) {
    const now = await frame();
    gaps.push(now - before);
    before = now;
  }
  figure.querySelector(".gdteach-play").click();
  return gaps;
}"""
READY = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
OPEN = """async () => {
  for (const each of document.querySelectorAll(".gdp-show")) each.click();
  const labs = [...document.querySelectorAll(".gdp-lab[data-page]")];
  await Promise.all(labs.map((lab) => lab.played.open()));
}"""


def measured(page: Page, file: Path) -> dict[str, Any]:
    """Return, in ms, when a page was ready, its switches, and its frames while playing."""
    page.goto(file.as_uri())
    ready = page.evaluate(READY)
    page.evaluate(OPEN)
    script, paint, gaps = [], [], []
    for slider in page.locator(".gdp-slider input").all():
        last = int(slider.get_attribute("max") or 0)
        places = [(7 * i) % (last + 1) for i in range(12)]
        done = page.evaluate(SWITCH, [slider.element_handle(), places])
        script += done[0]
        paint += done[1]
    for figure in page.locator(".gdteach-figure:has(.gdteach-play[aria-disabled=false])").all():
        gaps += figure.evaluate(PLAY)
    return {"ready": [ready], "script": script, "paint": paint, "gaps": gaps}


def row(name: str, found: dict[str, Any]) -> str:
    """Return a row of the table."""
    if not found["gaps"]:
        return f"| {name} | {found['ready'][0]:.0f} |  |  |  |"
    script, paint = (
        f"{np.median(found[each]):.1f} ({np.quantile(found[each], 0.95):.0f})"
        if found[each]
        else ""
        for each in ("script", "paint")
    )
    frames = 1000 / np.mean(found["gaps"])
    gap = np.quantile(found["gaps"], 0.95)
    return f"| {name} | {found['ready'][0]:.0f} | {script} | {paint} | {frames:.1f} ({gap:.0f}) |"


def report(site: Path, load: float) -> list[str]:
    """Return the section's lines."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("GDTEACH_CHROMIUM") or None, args=["--no-sandbox"]
        )
        found = {}
        for file in sorted({*site.glob("*.html")} - {*site.glob("*.slides.html")}):
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            found[file.stem] = measured(page, file)
            page.close()
        version = browser.version
        browser.close()
    every = {
        name: np.concatenate([each[name] for each in found.values()])
        for name in ("script", "paint", "gaps")
    }
    checks = [
        ("ready ≤ 500 ms", max(each["ready"][0] for each in found.values()), 500),
        ("a switch's script ≤ 5 ms (p95)", np.quantile(every["script"], 0.95), 5),
        ("a switch on the screen ≤ 35 ms (p95)", np.quantile(every["paint"], 0.95), 35),
        ("gap between frames ≤ 20 ms (p95)", np.quantile(every["gaps"], 0.95), 20),
    ]  # fmt: skip
    total = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    return [
        "## Pages without Python",
        "",
        "The built site in headless Chromium, opened from the disk. *Ready*: the page is there,",
        "its handlers too. *Switch*: a slider moves to another value; until the script has done,",
        "and until the new run is on the screen. Medians, in brackets the 95th percentile.",
        "",
        "| page | ready, ms | switch: script, ms | … on screen, ms | frames/s (p95 gap, ms) |",
        "|---|---|---|---|---|",
        *(row(name, each) for name, each in found.items()),
        "",
        *(verdict(claim, value <= limit, f"{value:.1f} ms") for claim, value, limit in checks),
        f"- The site: {total / 1e6:.1f} MB",
        machine(load),
        versions((), f"Chromium {version}"),
        f"- {datetime.date.today().isoformat()}: `python benchmarks/pages.py`, after `make site`",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=README.parent.parent / "site")
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    arguments = parser.parse_args()
    lines = report(arguments.site.resolve(), os.getloadavg()[0])
    write("pages", lines, keep=arguments.print)


if __name__ == "__main__":
    main()
