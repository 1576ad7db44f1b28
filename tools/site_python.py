"""The Python of the site's live chapters: Pyodide and every wheel that helpers need, compiled, and a lock of them."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import playwright

from tools import site_parts
from tools.site_server import ROOT

LITE = ROOT / "build" / "site-env"  # JupyterLite's environment, of its own: all its extensions end up in the site
DEPENDS = {
    "backprop-by-hand": ["ipywidgets", "matplotlib", "numpy"],
    "ipywidgets": ["comm", "ipython", "traitlets", "widgetsnbextension"],
    "pyodide-kernel": ["ipython", "comm", "traitlets"],
    "comm": ["traitlets"],
    "ipython": ["ipython-pygments-lexers"],
}


def fill(folder):
    """Fill a folder with Pyodide and every wheel, compiled, and with a lock that names just these."""
    raw = folder.parents[1] / "raw"
    raw.mkdir()
    folder.mkdir(parents=True)
    for name in site_parts.RUNTIME:
        shutil.copy(site_parts.runtime() / name, raw if name.endswith(".zip") else folder)
    for wheel in [*(site_parts.PARTS / "wheels").glob("*.whl"), *kernel_wheels(), own_wheel(raw.parent / "own")]:
        shutil.copy(wheel, raw)
    with zipfile.ZipFile(raw / "jedi-0-py3-none-any.whl", "w") as nothing:  # the kernel asks for it; IPython completes
        nothing.writestr("jedi-0.dist-info/METADATA", "Name: jedi\nVersion: 0\n")  # from living objects without it
    node, script = Path(playwright.__file__).parent / "driver" / "node", ROOT / "site" / "compile.mjs"
    subprocess.run([node, script, site_parts.runtime(), raw, folder], check=True, stdout=subprocess.DEVNULL)
    asked_last(folder / "pyodide.mjs")
    (folder / "pyodide-lock.json").write_text(json.dumps(lock(folder.glob("*.whl")), indent=1), encoding="utf-8")


def lock(wheels):
    """Return Pyodide's lock, with these wheels in place of its own."""
    found = json.loads((site_parts.runtime() / "pyodide-lock.json").read_text(encoding="utf-8"))
    known, kept = {normal(name): one for name, one in found["packages"].items()}, {}
    for entry in map(entry_of, wheels):
        kept[entry["name"]] = entry
        if pyodide := known.get(entry["name"]):  # it knows what else is needed, and what can be imported
            entry["depends"] = pyodide["depends"] + entry["depends"]
            entry["imports"] = pyodide["imports"]
    for entry in kept.values():
        entry["depends"] = [name for name in map(normal, entry["depends"]) if name in kept]
    return found | {"packages": kept}


def asked_last(pyodide):
    """Let Python look for a module last beside the notebook: to ask there for each of its own takes a request."""
    text = pyodide.read_text(encoding="utf-8")
    first = 'sys.path.insert(0,"")'
    assert text.count(first) == 1, "Pyodide puts the notebook's folder elsewhere now"
    pyodide.write_text(text.replace(first, 'sys.path.append("")'), encoding="utf-8")


def kernel_wheels():
    """Return the wheels that JupyterLite's kernel brings, but for one of an older ipywidgets."""
    brought = LITE / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
    return [wheel for wheel in brought.glob("*.whl") if "-3.6.999-" not in wheel.name]


def own_wheel(folder):
    """Return the wheel of helpers, made into a folder."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT]
    subprocess.run(pip, check=True)
    return next(folder.glob("*.whl"))


def normal(name):
    """Return a package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entry_of(wheel):
    """Return a wheel's entry for Pyodide's lock."""
    name, version = wheel.name.split("-")[:2]
    name = normal(name)
    with zipfile.ZipFile(wheel) as files:
        tops = {file.split("/")[0].split(".")[0] for file in files.namelist() if file.endswith((".py", ".pyc", ".so"))}
    return {
        "name": name, "version": version, "file_name": wheel.name, "install_dir": "site", "package_type": "package",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(), "unvendored_tests": False,
        "imports": sorted(top for top in tops if not re.search(r"\.(data|dist-info)$", top)),
        "depends": DEPENDS.get(name, []),
    }  # fmt: skip
