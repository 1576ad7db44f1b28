// node compile.mjs PYODIDE FROM TO: let Pyodide run compile.py under Node, with two of the machine's folders in it.
import fs from "node:fs";
import path from "node:path";

const [pyodide, from, to] = process.argv.slice(2);
const { loadPyodide } = await import(path.join(pyodide, "pyodide.mjs"));
const python = await loadPyodide({ indexURL: pyodide + path.sep });
for (const [folder, root] of [["/from", from], ["/to", to]]) {
  python.FS.mkdir(folder);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, folder);
}
python.runPython(fs.readFileSync(new URL("compile.py", import.meta.url), "utf8"));
