"""Run by Pyodide itself (compile.mjs): write each archive of /from into /to, compiled, less what no learner needs.

A browser that compiles Python's library, IPython and matplotlib at each start takes three times as long to begin. The
source of our own code stays beside the compiled, as a learner may ask to see it.
"""

import importlib.util
import re
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc as compiled
from pathlib import Path

OWN = "backprop_by_hand"
DOCUMENTED = (OWN, "numpy", "matplotlib", "ipython", "ipywidgets")  # whose docstrings a learner may ask for
NOT_NEEDED = re.compile(
    r"\.(pyi|pxd|pyx|h|c|a|typed)$|/(tests|f2py|sample_data|images|plot_directive|afm|pdfcorefonts)/"
    r"|/DejaVuS(erif|ansMono-)|dateutil-zoneinfo|PIL/_(imagingft|webp)|/qt_editor/"
    r"|backend_(cairo|gtk|macosx|nbagg|pdf|pgf|ps|qt|tk|wx)|lexers/_(asy|cocoa|lasso|php|scilab|stan|stata)_"
)


def written(name, data, archive):
    """Yield each file that takes a file's place in an archive: (name, data)."""
    if not name.endswith(".py"):
        yield name, data
        return
    folder = "/lib/python3.14/site-packages/" if archive.endswith(".whl") else "/lib/python314.zip/"
    level = 0 if archive.startswith(DOCUMENTED) else 2
    code = compile(data, folder + name, "exec", dont_inherit=True, optimize=level)
    pyc = compiled(code, importlib.util.source_hash(data), False)  # False: never compared with the source
    if archive.startswith(OWN):
        yield name, data
        yield importlib.util.cache_from_source(name), pyc
    else:
        yield name + "c", pyc


for path in Path("/from").iterdir():
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(f"/to/{path.name}", "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if not info.is_dir() and not NOT_NEEDED.search(info.filename):
                for name, data in written(info.filename, old.read(info), path.name):
                    new.writestr(name, data)
