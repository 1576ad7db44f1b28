"""Write the pictures of the README from those in the saved notebooks: the end of `make notebooks`.

python -m tools.thumbnails
"""

import base64
import io

import nbformat
from PIL import Image

from tools.write_notebooks import NOTEBOOKS

DOCS = NOTEBOOKS.parent / "docs"
HEARTS = {  # notebook: the cell with the picture at its heart
    "00_start_here": "play",
    "01_neuron": "live-boundary",
    "02_activations": "live-activations",
    "03_two_layers": "live-network",
    "04_loss": "residuals-picture",
    "05_gradient_descent": "map",
    "06_chain_rule": "picture-network",
    "07_backpropagation": "live",
    "08_training": "walk",
    "09_bug_lab": "lab",
    "10_many_neurons": "ring",
    "11_digits": "one-digit",
    "12_autodiff": "graph",
    "13_blank_page": "curve",
}
CROPPED, SMALL = (1600, 900), (480, 270)  # dots


def still(name):
    """Return the picture at the heart of a saved notebook."""
    cells = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4).cells
    (cell,) = (cell for cell in cells if cell.id == HEARTS[name])
    return Image.open(io.BytesIO(base64.b64decode(cell.outputs[0].data["image/png"]))).convert("RGB")


def small(picture):
    """Return the top of a picture, small, on white where it is not that high."""
    paper = Image.new("RGB", CROPPED, "white")
    paper.paste(picture)
    return paper.resize(SMALL)


def pictures():
    """Return {file: picture} of all that the README shows."""
    return {DOCS / "heart.png": still("07_backpropagation")} | {
        DOCS / f"{name}.png": small(still(name)) for name in HEARTS
    }


if __name__ == "__main__":
    for file, picture in pictures().items():
        picture.quantize(64).save(file, optimize=True)
