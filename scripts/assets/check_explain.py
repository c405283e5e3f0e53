"""Compares the stages that `smm explain` wrote with PyTorch, given the same tensors.

Needs python3-torch (Debian 12); writes nothing:
    /usr/bin/python3 scripts/assets/check_explain.py RUN.safetensors DIR/trace.safetensors
Prints the relative error max|a-b| / max|b| of mask, prompted and logits (worst image), and exits with 1 where one
passes its limit: 1e-4, 1e-4 and 0.5e-2.
"""

import sys
from pathlib import Path

import torch
from common import network, read_safetensors, stored_backbone
from fixtures import generate, nchw, nhwc, patch_wise

LIMITS = {"mask": 1e-4, "prompted": 1e-4, "logits": 0.5e-2}


def tensors(path):
    return {name: torch.from_numpy(array.copy()) for name, array in read_safetensors(Path(path)).items()}


def relative(ours, theirs):
    """Worst image."""
    errors = [((a - b).abs().max() / b.abs().max()).item() for a, b in zip(ours, theirs)]
    return max(errors)


def main(run_path, trace_path):
    run, trace = tensors(run_path), tensors(trace_path)
    resized = nchw(trace["resized"].numpy())
    side, coarse = resized.shape[-1], trace["mask"].shape[1]
    pools = (side // coarse).bit_length() - 1
    with torch.no_grad():
        mask = generate(run, resized, pools, training=False)
        prompted = resized + run["delta"] * patch_wise(mask, side)
        description, weights = stored_backbone()
        logits = network(description, weights, prompted)
    theirs = {"mask": nhwc(mask), "prompted": nhwc(prompted), "logits": logits}
    worst = {name: relative(trace[name].float(), value.float()) for name, value in theirs.items()}
    for name, error in worst.items():
        print(f"{name}: {error:.2e} (limit {LIMITS[name]:.0e})")
    spread = trace["mask"].std(dim=0).mean().item()
    channels = (trace["mask"].max(dim=-1).values - trace["mask"].min(dim=-1).values).mean().item()
    print(f"mask: standard deviation across {len(resized)} images {spread:.3f}, mean range across channels {channels:.3f}")
    return all(worst[name] <= limit for name, limit in LIMITS.items())


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:3]) else 1)
