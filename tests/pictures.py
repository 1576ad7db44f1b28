"""A pytest plugin: strict nbval compares text only, so this compares the pictures of a cell as well."""

import base64
import io
import re
from importlib.metadata import version
from pathlib import Path

import numpy as np
from matplotlib.testing.compare import calculate_rms
from nbval.plugin import IPyNbCell
from PIL import Image

PINNED = re.search(r"matplotlib==(\S+)", Path(__file__).with_name("requirements.txt").read_text(encoding="utf-8"))[1]
SAME_MATPLOTLIB = version("matplotlib") == PINNED  # another one draws a little differently
TOLERANCE = 2  # root mean square over all dots, of 0 to 255: another compression passes, a redrawn curve does not

compare_texts = IPyNbCell.compare_outputs


def compare_outputs(self, test, ref, skip_compare=None):
    """Return whether a cell's outputs are those that were saved, pictures included."""
    if not compare_texts(self, test, ref, skip_compare):
        return False
    fault = picture_fault(pictures(ref), pictures(test))
    if fault:
        self.comparison_traceback.append(fault)
    return not fault


IPyNbCell.compare_outputs = compare_outputs


def pictures(outputs):
    """Return the PNGs among a cell's outputs as arrays (height, width, 4), of floats, for a byte cannot be negative."""
    encoded = [output["data"]["image/png"] for output in outputs if "image/png" in output.get("data", {})]
    return [np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA"), float) for png in encoded]


def picture_fault(saved, drawn, dot_by_dot=SAME_MATPLOTLIB):
    """Return what differs between two lists of pictures, in words, or an empty text."""
    if len(saved) != len(drawn):
        return f"{len(saved)} pictures were saved, but {len(drawn)} are drawn."
    for one, other in zip(saved, drawn, strict=True) if dot_by_dot else ():
        if one.shape != other.shape:
            return f"A picture of {one.shape[1::-1]} dots was saved, but {other.shape[1::-1]} are drawn."
        difference = calculate_rms(one, other)
        if difference > TOLERANCE:
            return f"A picture differs from the saved one by {difference:.1f}, which is more than {TOLERANCE}."
    return ""
