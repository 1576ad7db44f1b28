// In the live chapters: cells that are run before there is a Python wait for it, where JupyterLab asks for a kernel.

const coming = setInterval(() => {
  const app = window.jupyterapp;
  if (!app) return;
  clearInterval(coming);
  const execute = app.commands.execute.bind(app.commands);
  app.commands.execute = async (id, ...rest) => {
    if (/^(notebook|runmenu):run/.test(id)) await app.shell.currentWidget?.sessionContext?.ready;
    return execute(id, ...rest);
  };
}, 20);
