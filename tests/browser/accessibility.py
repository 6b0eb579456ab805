"""axe-core on our own nodes inside JupyterLab."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

from .jupyterlab_page import NotebookPage

THEMES = ("JupyterLab Light", "JupyterLab Dark")
# JupyterLab's body has no height; axe-core then thinks that no text is visible.
# A layer is clipped to its axes, but axe-core takes a line that leaves them to lie over the
# controls around, and does not judge these. Nor words on a picture; a menu's arrow is one.
STYLE = """html, body { height: 100% !important; width: 100% !important; }
.gdteach-stage g, .gdteach-stage g * { visibility: hidden !important; }
select { background-image: none !important; }"""


def violations(page: Page, nodes: Locator, but_not: str = ".none") -> list[str]:
    """Return what axe-core finds wrong; check that it did look at the colours of each node."""
    style = page.add_style_tag(content=STYLE)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    try:
        reports = [_report(page, node, but_not) for node in nodes.all()]
    finally:
        style.evaluate("node => node.remove()")
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
        for report in reports
        for rule in report["violations"]
        for node in rule["nodes"]
    ]


def _report(page: Page, node: Locator, but_not: str) -> dict[str, Any]:
    """Return what axe-core says of a node, in sight, as it passes over the colours of others."""
    node.evaluate("node => node.scrollIntoView({ block: 'center' })")
    report: dict[str, Any] = page.evaluate(
        # preload would ask for style sheets again, which file:// refuses
        "([include, but_not]) => axe.run({ include, exclude: but_not }, { preload: false })",
        [node.element_handle(), [[but_not]]],
    )
    seen = {rule["id"] for rule in [*report["passes"], *report["violations"]]}
    assert "color-contrast" in seen or not node.inner_text().strip(), (
        "axe-core did not look at the colours"
    )
    return report


def violations_in_each_theme(page: NotebookPage, nodes: Locator) -> list[str]:
    """Return what axe-core finds wrong in JupyterLab's dark theme and in its light one."""
    found = []
    for theme in reversed(THEMES):  # the light one last: it is what the next test expects
        page.jupyterlab.use_theme(theme)
        found += [f"{theme}: {violation}" for violation in violations(page.page, nodes)]
    return found
