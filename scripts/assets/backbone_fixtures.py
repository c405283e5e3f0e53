"""Makes src/core/fixtures/backbones: what torchvision's networks compute on seeded weights, for the tests.

    /usr/bin/python3 scripts/assets/backbone_fixtures.py

No weight is stored: each is worked out from its name by 32-bit integer arithmetic, here and in
src/core/testing/seeded-backbone.ts alike. A file holds logits, loss and the gradient of the mapped loss by the input
(NHWC), and in its metadata the names and shapes of torchvision's tensors.
"""

import json

import numpy as np
import torch
from torchvision import models

from common import FIXTURES, sha256, write_json, write_safetensors
from variant_fixtures import hashed

FOLDER = FIXTURES / "backbones"
TARGETS = 10
# (make, side, batch): an odd side pads otherwise behind a stride of two
NETWORKS = {
    "resnet-18": (models.resnet18, 33, 1),
    "resnet-50": (models.resnet50, 32, 1),
    "mobilenet-v2": (models.mobilenet_v2, 32, 2),
}


def seeded(name, shape):
    """He's bound for filters, and norms that do something: variances 0.5..1.5, scales 0.5..1, small means and shifts."""
    values = hashed(name, int(np.prod(shape)))
    if name.endswith("running_var"):
        values = 1 + 0.5 * values
    elif len(shape) > 1:
        values = values * np.sqrt(6 / np.prod(shape[1:]))
    elif name.endswith(".weight"):
        values = 0.75 + 0.25 * values
    else:
        values = 0.2 * values
    return values.astype(np.float32).reshape(shape)


def seeded_network(make):
    network = make(weights=None)
    state = network.state_dict()
    shapes = {name: list(value.shape) for name, value in state.items() if not name.endswith("num_batches_tracked")}
    for name, shape in shapes.items():
        state[name] = torch.from_numpy(seeded(name, shape))
    network.load_state_dict(state)
    return network.eval(), shapes


def answers(network, side, batch, dtype):
    pixels = 2 * hashed("pixels", batch * side * side * 3)
    pixels = torch.from_numpy(pixels.astype(np.float32).reshape(batch, side, side, 3)).to(dtype)
    pixels.requires_grad_()
    logits = network.to(dtype)(pixels.permute(0, 3, 1, 2))
    mapping = 97 * torch.arange(TARGETS)
    labels = 3 * torch.arange(batch) % TARGETS
    loss = torch.nn.functional.cross_entropy(logits[:, mapping], labels)
    loss.backward()
    return {"logits": logits.detach().numpy(), "loss": loss.detach().numpy(), "gradient": pixels.grad.numpy()}


def relative(a, b):
    return float(np.abs(a - b).max() / np.abs(b).max())


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, (make, side, batch) in NETWORKS.items():
        network, shapes = seeded_network(make)
        single = answers(network, side, batch, torch.float32)
        double = answers(network, side, batch, torch.float64)
        path = FOLDER / f"{name}.safetensors"
        stored = {key: np.float32(value) for key, value in double.items()}
        write_safetensors(path, stored, {"shapes": json.dumps(shapes, separators=(",", ":"))})
        errors = {key: relative(single[key], double[key]) for key in ("logits", "gradient")}
        spread = float(np.std(double["logits"]))
        live = float(np.mean(np.abs(double["gradient"]) > 1e-3 * np.abs(double["gradient"]).max()))
        print(f"{name}: loss {double['loss']:.4f}, logits ±{spread:.3f}, {live:.0%} of the gradient alive, {errors}")
        files[path.name] = {
            "side": side,
            "batch": batch,
            "bytes": path.stat().st_size,
            "sha256": sha256(path),
            "float32AgainstFloat64": {key: float(f"{error:.1e}") for key, error in errors.items()},
        }
    write_json(FOLDER / "index.json", {
        "script": "scripts/assets/backbone_fixtures.py",
        "made": f"PyTorch {torch.__version__}, float64 on float32 weights, one thread",
        "files": files,
    })


if __name__ == "__main__":
    main()
