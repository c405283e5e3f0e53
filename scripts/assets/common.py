"""What the asset scripts share: a reproducible safetensors writer, its reader, and the frozen network in PyTorch.

Not part of the app. Everything here is deterministic: no clock, no environment, one thread.
"""

import hashlib
import json
import pathlib
import struct

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "public" / "models" / "efficientnet-lite0"
FIXTURES = ROOT / "src" / "core" / "fixtures"
DATASETS = ROOT / "public" / "datasets"

DTYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "U8": "|u1", "BOOL": "|b1"}
NAMES = {np.dtype(code): name for name, code in DTYPES.items()}


def sha256(data):
    """Hex digest of bytes, or of the file at a path."""
    if isinstance(data, (str, pathlib.Path)):
        data = pathlib.Path(data).read_bytes()
    return hashlib.sha256(data).hexdigest()


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_safetensors(path, tensors, metadata=None):
    """tensors: {name: array}. Wide types first so every tensor is aligned; keys of the header sorted."""
    arrays = {name: np.ascontiguousarray(np.asarray(value)) for name, value in tensors.items()}
    # ascontiguousarray turns a scalar into shape [1]; keep the shape that was given.
    shapes = {name: list(np.asarray(value).shape) for name, value in tensors.items()}
    order = sorted(arrays, key=lambda name: (-arrays[name].dtype.itemsize, name))
    header, offset, chunks = {}, 0, []
    for name in order:
        data = arrays[name].astype(arrays[name].dtype.newbyteorder("<")).tobytes()
        header[name] = {
            "dtype": NAMES[arrays[name].dtype.newbyteorder("<")],
            "shape": shapes[name],
            "data_offsets": [offset, offset + len(data)],
        }
        offset += len(data)
        chunks.append(data)
    if metadata:
        header["__metadata__"] = {key: str(value) for key, value in metadata.items()}
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(chunks))


def read_safetensors(path):
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        array = np.frombuffer(data[8 + length + begin : 8 + length + end], dtype=DTYPES[entry["dtype"]])
        tensors[name] = array.reshape(entry["shape"]).copy()
    return tensors


def same_padding(side, kernel, stride):
    """TensorFlow's "same": (before, after) so that the output has ceil(side / stride) rows."""
    total = max((-(-side // stride) - 1) * stride + kernel - side, 0)
    return total // 2, total - total // 2


def network(description, weights, images):
    """Logits [B, classes] of NCHW `images` for a folded EfficientNet-Lite described by `description`.

    description: {"stem": {kernel, stride}, "blocks": [{kernel, stride, expand, residual}], ...}
    weights: {"stem.weight": tensor, ...} in PyTorch layout.
    """
    import torch.nn.functional as F

    def convolve(x, name, stride=1, depthwise=False):
        weight, bias = weights[name + ".weight"], weights[name + ".bias"]
        top, bottom = same_padding(x.shape[2], weight.shape[2], stride)
        left, right = same_padding(x.shape[3], weight.shape[3], stride)
        x = F.pad(x, (left, right, top, bottom))
        return F.conv2d(x, weight, bias, stride, groups=x.shape[1] if depthwise else 1)

    x = F.relu6(convolve(images, "stem", description["stem"]["stride"]))
    for index, block in enumerate(description["blocks"]):
        before, prefix = x, f"blocks.{index}."
        if block["expand"]:
            x = F.relu6(convolve(x, prefix + "expand"))
        x = F.relu6(convolve(x, prefix + "depthwise", block["stride"], depthwise=True))
        x = convolve(x, prefix + "project")
        if block["residual"]:
            x = x + before
    x = F.relu6(convolve(x, "head")).mean(dim=(2, 3))
    return F.linear(x, weights["classifier.weight"], weights["classifier.bias"])


def stored_backbone():
    """(description, float32 weights) of the committed EfficientNet-Lite0, as the app reads it."""
    import torch

    description = json.loads((MODEL / "model.json").read_text(encoding="utf-8"))
    tensors = read_safetensors(MODEL / "model.safetensors")
    return description, {name: torch.from_numpy(value.astype(np.float32)) for name, value in tensors.items()}
