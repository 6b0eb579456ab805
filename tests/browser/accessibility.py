"""axe-core on our own nodes inside JupyterLab."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

from .jupyterlab_page import NotebookPage

THEMES = ("JupyterLab Light", "JupyterLab Dark")
# JupyterLab's body has no height; axe-core then thinks that no text is visible.
VISIBLE_BODY = "html, body { height: 100% !important; width: 100% !important; }"


def violations(page: Page, nodes: Locator, but_not: str = ".none") -> list[str]:
    """Return what axe-core finds wrong; check that it did look at the colours."""
    style = page.add_style_tag(content=VISIBLE_BODY)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    try:
        report: dict[str, Any] = page.evaluate(
            # preload would ask for style sheets again, which file:// refuses
            "([include, but_not]) => axe.run({ include, exclude: but_not }, { preload: false })",
            [nodes.element_handles(), [[but_not]]],
        )
    finally:
        style.evaluate("node => node.remove()")
    seen = {rule["id"] for rule in [*report["passes"], *report["violations"]]}
    assert "color-contrast" in seen, "axe-core did not look at the colours"
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
        for rule in report["violations"]
        for node in rule["nodes"]
    ]


def violations_in_each_theme(page: NotebookPage, nodes: Locator) -> list[str]:
    """Return what axe-core finds wrong in JupyterLab's dark theme and in its light one."""
    found = []
    for theme in reversed(THEMES):  # the light one last: it is what the next test expects
        page.jupyterlab.use_theme(theme)
        found += [f"{theme}: {violation}" for violation in violations(page.page, nodes)]
    return found
