"""Makes src/core/fixtures/vision-transformer.safetensors: what PyTorch computes of a vision transformer.

Needs python3-torch and python3-torchvision (Debian 12, PyTorch 1.13, torchvision 0.14); downloads nothing:
    /usr/bin/python3 scripts/assets/transformer_fixture.py

torchvision's own class with the layer shapes of ViT-B/32 (width 768, 12 heads, 3072 between) and two blocks, side 96, two
pictures. Weights and pictures are not stored: they follow from their names (hashed(), src/core/testing/hashed-values.ts),
as valuesOf in src/core/testing/transformer-fixture.ts has it. All is computed in float64 as well, see fixtures.py.
"""

import numpy as np
import torch
import torch.nn.functional as F
from torchvision.models.vision_transformer import VisionTransformer

from common import FIXTURES, sha256, write_json, write_safetensors
from fixtures import both, nhwc
from variant_fixtures import hashed

SIDE, BATCH, CLASSES = 96, 2, 1000
LABELS, MAPPING = [2, 0], [7, 901, 44, 500]
#: position grids, side and side to resample to
GRIDS = ((12, 7), (7, 12), (12, 3), (3, 4), (5, 5))
GRID_WIDTH = 2


def values_of(name, shape):
    """Norms scale by 1 + v/2, biases are v/10, what is added to tokens v/2, the rest 2v/√fan-in: attention then is far from even."""
    v = hashed(name, int(np.prod(shape)))
    if len(shape) == 1:
        v = 1 + v / 2 if name.endswith("weight") else v / 10
    elif name.endswith("weight"):
        v = 2 * v / np.sqrt(np.prod(shape[1:]))
    else:
        v = v / 2
    return torch.from_numpy(v.astype(np.float32).reshape(shape))


def transformer(dtype):
    network = VisionTransformer(image_size=SIDE, patch_size=32, num_layers=2, num_heads=12, hidden_dim=768,
                                mlp_dim=3072, num_classes=CLASSES)
    network.load_state_dict({name: values_of(name, tensor.shape) for name, tensor in network.state_dict().items()})
    return network.eval().to(dtype)


def compute(dtype):
    pixels = torch.from_numpy(hashed("pictures", BATCH * SIDE * SIDE * 3).astype(np.float32))
    prompted = pixels.to(dtype).reshape(BATCH, SIDE, SIDE, 3).requires_grad_(True)
    logits = transformer(dtype)(prompted.permute(0, 3, 1, 2))
    loss = F.cross_entropy(logits[:, MAPPING], torch.tensor(LABELS))
    loss.backward()
    return {"logits": logits, "loss": loss.reshape(1), "gradient.prompted": prompted.grad}


def resampled(old, new):
    """Position grids as timm resamples them (resample_abs_pos_embed): bicubic, antialiased."""
    grid = torch.from_numpy(hashed("positions", old * old * GRID_WIDTH)).reshape(1, old, old, GRID_WIDTH)
    return nhwc(F.interpolate(grid.permute(0, 3, 1, 2), size=(new, new), mode="bicubic", antialias=True,
                              align_corners=False)).float().numpy()[0]


def main():
    torch.set_num_threads(1)
    torch.backends.mkldnn.enabled = False
    tensors, worst = both(compute, "vision-transformer")
    tensors.update({f"positions.{old}.{new}": resampled(old, new) for old, new in GRIDS})
    path = FIXTURES / "vision-transformer.safetensors"
    write_safetensors(path, tensors)
    write_json(FIXTURES / "vision-transformer.json", {
        "schema": 1,
        "script": "scripts/assets/transformer_fixture.py",
        "made": "PyTorch " + torch.__version__ + ", float32, one thread",
        "about": "torchvision's VisionTransformer, layer shapes of ViT-B/32, two blocks, side 96: logits, the loss over "
                 f"the classes {MAPPING} with labels {LABELS}, and its gradient by the pictures. positions.OLD.NEW: a grid "
                 "of OLD x OLD positions of two values, hashed('positions'), resampled to NEW x NEW as timm does",
        "values": "weights follow from torchvision's names, the pictures from 'pictures'",
        "float32AgainstFloat64": float(f"{worst:.1e}"),
        "bytes": path.stat().st_size,
        "sha256": sha256(path),
        "tensors": {name: "x".join(map(str, np.shape(value))) for name, value in sorted(tensors.items())},
    })


if __name__ == "__main__":
    main()
