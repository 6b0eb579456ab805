"""What runs inside the page: JavaScript on JupyterLab's own application object."""

import json

# Counts the animation frames that widget code asks for: anywidget loads it from a blob.
COUNT_FRAMES = """
  window.widgetFrames = 0;
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (action) => {
    if (new Error().stack.includes("blob:")) window.widgetFrames += 1;
    return request(action);
  };
"""

OPEN = """async (path) => {
  const panel = await jupyterapp.commands.execute("docmanager:open", { path, factory: "Notebook" });
  await panel.context.ready;
  await panel.sessionContext.ready;
}"""

LEAF_THROUGH = """async () => {
  const { content } = jupyterapp.shell.currentWidget;
  for (let i = 0; i < content.widgets.length; i += 1) {
    await content.scrollToItem(i, "start");
    await content.widgets[i].ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }
}"""

# Runs code in the kernel and returns what it prints.
RUN = """async (code) => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const future = kernel.requestExecute({ code, store_history: false });
  let printed = "";
  future.onIOPub = ({ header, content }) => {
    if (header.msg_type === "stream") printed += content.text;
    if (header.msg_type === "error") throw new Error(content.traceback.join("\\n"));
  };
  const { content } = await future.done;
  if (content.status !== "ok") throw new Error(content.traceback.join("\\n"));
  return printed.trim();
}"""

# ipywidgets' manager of the notebook in front, or undefined: its widgets' outputs know it.
MANAGER = """async () => {
  let promise;
  const visit = (widget) => {
    promise ??= widget._manager?.promise;
    for (const child of widget.layout ?? []) visit(child);
  };
  for (const cell of jupyterapp.shell.currentWidget.content.widgets) {
    if (cell.outputArea) visit(cell.outputArea);
  }
  return promise;
}"""

# Waits until the kernel has heard of all that was done to the widgets: ipywidgets keeps a change
# to itself while an earlier one is under way.
HEARD = f"""async () => {{
  const models = await Promise.all(Object.values((await ({MANAGER})())?._models ?? {{}}));
  const untold = () => models.some((model) => model._pending_msgs > 0 || model._msg_buffer);
  for (let frames = 0; untold() && frames < 600; frames += 1) {{
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }}
}}"""
EXECUTE = f"async (code) => {{ await ({HEARD})(); return ({RUN})(code); }}"

# Closes every notebook and ends its kernel. That of one path lives on, emptied: the next notebook
# at this path need not wait for it to start and import.
EMPTY = "import ipywidgets; ipywidgets.Widget.close_all(); get_ipython().reset()"
CLOSE = f"""async (kept) => {{
  for (const panel of [...jupyterapp.shell.widgets("main")]) {{
    if (!panel.sessionContext) continue;
    const {{ path, session }} = panel.sessionContext;
    const keep = path === kept && session?.kernel;
    if (keep) await ({EXECUTE})({json.dumps(EMPTY)});
    const id = session?.id;
    panel.dispose();
    if (id && !keep) await jupyterapp.serviceManager.sessions.shutdown(id);
  }}
}}"""


# Where a place of a figure's picture, in pixels of the picture, is on the screen: in a narrow place
# the picture is cut into panels.
ON_SCREEN = """(stage, [x, y]) => {
  const within = ({ viewBox: { baseVal: box } }) =>
    x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  const panel = [...stage.children].find(within);
  const point = new DOMPoint(x, y).matrixTransform(panel.getScreenCTM());
  return [point.x, point.y];
}"""
