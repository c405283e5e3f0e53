"""Makes src/core/fixtures/variants.safetensors: every variant of the five ablation blocks, as PyTorch computes it.

Needs python3-torch (Debian 12, PyTorch 1.13) only:
    /usr/bin/python3 scripts/assets/variant_fixtures.py

One SMM is the reference, and each variant replaces one part of it: side 36 with patches of 8, which do not divide it;
three images, two of them on flat backgrounds; the small ConvNet where the variant does not say otherwise. Parameters and
incoming gradients are not stored: they follow from their names (hashed(), src/core/testing/hashed-values.ts). Of large
tensors every n-th value is stored (sampled()). All is computed in float64 as well, see fixtures.py.
"""

import numpy as np
import torch
import torch.nn.functional as F

from common import FIXTURES, sha256, write_json, write_safetensors
from fixtures import both, garment, leaves, nchw, nhwc, noisy, normalise, patch_wise, trainable

SIDE, PATCH, GRID, CLASSES = 36, 8, 4, 3
SAMPLES = 400
BLOCK = "mask_generator.blocks."

WIDTHS = {
    "convnet": (8, 16, 32, 64),
    "convnet-small": (4, 8, 16, 32),
    "convnet-large": (16, 32, 64, 128),
    "convnet-x-large": (32, 64, 128, 256),
    "convnet-6-layer": (8, 16, 32, 64, 128),
}
REFERENCE = {
    "masks": "per-sample",
    "channels": "three",
    "generator": "convnet-small",
    "interpolation": "patch-wise",
    "pattern": "shared",
}
VARIANTS = {
    "masks": ["per-sample", "shared-binary", "shared-three-channel", "mean-image"],
    "channels": ["single-binary", "single-continuous", "single-continuous-conv", "three-binary"],
    "generator": ["convnet", "mlp", "convnet-large", "patch-mlp", "convnet-x-large", "convnet-6-layer"],
    "interpolation": ["bilinear", "nearest", "bicubic"],
    "pattern": ["sample-specific", "class-specific", "mask-only", "class-label-leak"],
}


# --- values that need no storing --------------------------------------------------------------------------------------

def hashed(name, count):
    """float64 in -1..1, from 32-bit integer arithmetic alone: FNV-1a of the name, then Murmur's finaliser per index."""
    seed = 2166136261
    for character in name.encode():
        seed = ((seed ^ character) * 16777619) & 0xFFFFFFFF
    bits = (np.arange(count, dtype=np.uint64) * 0x9E3779B9 + seed) & 0xFFFFFFFF
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        bits ^= bits >> np.uint64(shift)
        bits = (bits * factor) & 0xFFFFFFFF
    bits ^= bits >> np.uint64(16)
    return bits / 2.0**31 - 1


def values_of(name, shape, start):
    """start: a bound b gives b v, a constant (c,) gives c + v / 2."""
    v = hashed(name, int(np.prod(shape)))
    return (start[0] + v / 2 if isinstance(start, tuple) else start * v).astype(np.float32).reshape(shape)


def sampled(array):
    """At most SAMPLES values at a stride that meets all channels and pixel columns."""
    flat = np.asarray(array).reshape(-1)
    stride = -(-flat.size // SAMPLES)
    while stride % 2 == 0 or stride % 3 == 0:
        stride += 1
    return np.ascontiguousarray(flat[::stride])


# --- what a variant holds ---------------------------------------------------------------------------------------------

def parameters(config):
    values = {}

    def add(name, shape, start):
        values[name] = values_of(name, shape, start)

    def weighted(name, shape, fan_in=None):
        bound = (fan_in or int(np.prod(shape[1:]))) ** -0.5
        add(name + ".weight", shape, bound)
        add(name + ".bias", shape[:1], bound)

    def batch_norm(name, channels):
        for part, start in (("weight", 1), ("bias", 0), ("running_mean", 0), ("running_var", 1)):
            add(f"{name}.{part}", (channels,), (start,))

    if config["pattern"] == "shared":
        add("delta", (3, SIDE, SIDE), (0,))
    if config["pattern"].startswith("class"):
        add("patterns", (CLASSES, 3, SIDE, SIDE), (0,))
    if config["masks"] == "shared-binary":
        add("mask_scores", (1, GRID, GRID), (0.1,))
    elif config["masks"] == "shared-three-channel":
        add("mask", (3, GRID, GRID), (1,))
    elif config["generator"] in WIDTHS:
        inputs = 3
        for index, width in enumerate(WIDTHS[config["generator"]]):
            weighted(f"{BLOCK}{index}.conv", (width, inputs, 3, 3))
            batch_norm(f"{BLOCK}{index}.bn", width)
            inputs = width
        if config["channels"] != "single-continuous":
            weighted("mask_generator.head", (1 if config["channels"].startswith("single") else 3, inputs, 3, 3))
        if config["pattern"] == "sample-specific":
            add("mask_generator.pattern_head.weight", (3, inputs, 3, 3), (0,))
            add("mask_generator.pattern_head.bias", (3,), (0,))
    else:
        # (t, u) from a 16 x 16 thumbnail for a 4 x 4 mask; u for patches of 8 x 8
        pixels, hidden, cells = (16 * 16, 32, GRID * GRID) if config["generator"] == "mlp" else (PATCH * PATCH, 134, 1)
        weighted("mask_generator.hidden.linear", (hidden, 3 * pixels))
        batch_norm("mask_generator.hidden.bn", hidden)
        weighted("mask_generator.output", (3 * cells, hidden))
    return values


# --- the method -------------------------------------------------------------------------------------------------------

class Threshold(torch.autograd.Function):
    @staticmethod
    def forward(context, scores):
        context.save_for_backward(scores)
        assert scores.abs().min() > 1e-4, "too near to the threshold for float32 and float64 to agree"
        return (scores > 0).to(scores.dtype)

    @staticmethod
    def backward(context, gradient):
        (scores,) = context.saved_tensors
        return gradient * 4 * torch.sigmoid(scores) * torch.sigmoid(-scores)


def normed(values, name, x, training):
    return F.relu(F.batch_norm(x, values[name + ".running_mean"], values[name + ".running_var"], values[name + ".weight"],
                               values[name + ".bias"], training, 0.1, 1e-5))


def convnet(values, x, training):
    """The last block's output [B,C,h,w]: a pool after each of the first three blocks."""
    index = 0
    while f"{BLOCK}{index}.conv.weight" in values:
        x = F.conv2d(x, values[f"{BLOCK}{index}.conv.weight"], values[f"{BLOCK}{index}.conv.bias"], padding=1)
        x = normed(values, f"{BLOCK}{index}.bn", x, training)
        x = F.max_pool2d(x, 2) if index < 3 else x
        index += 1
    return x


def mlp(values, x, training, patchwise):
    """[B,3,h,w]. Pixels enter and leave row by row, channels innermost."""
    if patchwise:
        # [B,3,h,w,p,p] to one row for each patch; what fills no patch is left out
        squares = x.unfold(2, PATCH, PATCH).unfold(3, PATCH, PATCH).permute(0, 2, 3, 4, 5, 1)
    else:
        squares = F.adaptive_avg_pool2d(x, 16).permute(0, 2, 3, 1)[:, None, None]
    batch, rows, columns = squares.shape[:3]
    flat = squares.reshape(batch * rows * columns, -1)
    hidden = F.linear(flat, values["mask_generator.hidden.linear.weight"], values["mask_generator.hidden.linear.bias"])
    hidden = normed(values, "mask_generator.hidden.bn", hidden, training)
    output = F.linear(hidden, values["mask_generator.output.weight"], values["mask_generator.output.bias"])
    shape = (batch, rows, columns, 3) if patchwise else (batch, GRID, GRID, 3)
    return output.reshape(shape).permute(0, 3, 1, 2)


def coarse(config, values, images, mean_image, training):
    """Coarse mask [B or 1,3,h,w], and the coarse pattern of the two-headed generator."""
    if config["masks"] == "shared-binary":
        return Threshold.apply(values["mask_scores"])[None].expand(1, 3, GRID, GRID), None
    if config["masks"] == "shared-three-channel":
        return values["mask"][None], None
    x = mean_image if config["masks"] == "mean-image" else images
    if "mlp" in config["generator"]:
        return mlp(values, x, training, config["generator"] == "patch-mlp"), None
    features = convnet(values, x, training)
    if config["channels"] == "single-continuous":
        return features.mean(1, keepdim=True).expand(-1, 3, -1, -1), None
    weight, bias = values["mask_generator.head.weight"], values["mask_generator.head.bias"]
    if config["pattern"] == "sample-specific":
        # one last layer of six channels, as the definition has it
        weight = torch.cat([weight, values["mask_generator.pattern_head.weight"]])
        bias = torch.cat([bias, values["mask_generator.pattern_head.bias"]])
    output = F.conv2d(features, weight, bias, padding=1)
    mask, pattern = output[:, :3], output[:, 3:] if config["pattern"] == "sample-specific" else None
    if config["channels"].endswith("binary"):
        mask = Threshold.apply(mask)
    return mask.expand(-1, 3, -1, -1), pattern


def enlarge(config, x):
    mode = config["interpolation"]
    if mode == "patch-wise":
        return patch_wise(x, SIDE)
    return F.interpolate(x, size=(SIDE, SIDE), mode=mode, **({} if mode == "nearest" else {"align_corners": False}))


def prompt(config, values, images, context, training):
    mask, coarse_pattern = coarse(config, values, images, context["mean_image"], training)
    mask_full = enlarge(config, mask)
    result = {"mask": nhwc(mask), "mask_full": nhwc(mask_full)}
    if config["pattern"] == "mask-only":
        return images + mask_full, result
    if config["pattern"] == "shared":
        pattern = values["delta"]
    elif config["pattern"] == "sample-specific":
        pattern = enlarge(config, coarse_pattern)
        result["pattern"] = nhwc(pattern)
    else:
        weights = context["routing" if config["pattern"] == "class-specific" else "labels"]
        pattern = torch.einsum("bk,kchw->bchw", weights, values["patterns"])
        result["pattern"] = nhwc(pattern)
    return images + pattern * mask_full, result


def variant(block, name, images, context):
    config, label = {**REFERENCE, block: name}, f"{block}={name}"
    values = parameters(config)

    def compute(dtype):
        tensors = leaves(values, dtype)
        given = {key: torch.from_numpy(value).to(dtype) for key, value in context.items()}
        given["mean_image"] = nchw(context["mean_image"]).to(dtype)
        x = nchw(images).to(dtype)
        evaluated, _ = coarse(config, tensors, x, given["mean_image"], training=False)
        prompted, result = prompt(config, tensors, x, given, training=True)
        result.update({"mask_eval": nhwc(evaluated), "prompted": nhwc(prompted)})
        gradient = torch.from_numpy(hashed("gradient", x.numel()).astype(np.float32).reshape(images.shape))
        (nhwc_grad(prompted) * gradient.to(dtype)).sum().backward()
        for key, tensor in tensors.items():
            result[("gradient." if key in trainable(tensors) else "after.") + key] = \
                tensor.grad if key in trainable(tensors) else tensor
        return result

    # biases ahead of BatchNorm: zero in exact arithmetic
    cancelled = ("conv.bias", "hidden.linear.bias")
    result, roundoff = both(compute, label, cancelled)
    result = {key: value for key, value in result.items() if not key.endswith(cancelled)}
    for key in trainable(values):
        parameter = torch.nn.Parameter(torch.from_numpy(values[key].copy()))
        parameter.grad = torch.from_numpy(values_of("step." + key, values[key].shape, 1.0))
        torch.optim.Adam([parameter], lr=0.01, betas=(0.9, 0.999), eps=1e-8).step()
        result["after." + key] = parameter.detach().numpy()
    return {f"{label}/{key}": sampled(value) for key, value in result.items()}, roundoff


def nhwc_grad(tensor):
    return tensor.permute(0, 2, 3, 1)


def main():
    torch.set_num_threads(1)
    torch.backends.mkldnn.enabled = False
    rng = np.random.default_rng(36)
    images = normalise(np.stack([garment(rng, SIDE, 0), garment(rng, SIDE, 255), noisy(rng, SIDE)]))
    scores = rng.standard_normal((len(images), CLASSES))
    context = {
        "mean_image": images.mean(0, keepdims=True, dtype=np.float64).astype(np.float32),
        "routing": (np.exp(scores) / np.exp(scores).sum(1, keepdims=True)).astype(np.float32),
        "labels": np.eye(CLASSES, dtype=np.float32)[[2, 0, 1]],
    }
    tensors, worst = {"images": images, **context}, 0.0
    for block, names in VARIANTS.items():
        for name in names:
            stored, roundoff = variant(block, name, images, context)
            tensors.update(stored)
            worst = max(worst, roundoff)
    path = FIXTURES / "variants.safetensors"
    write_safetensors(path, tensors)
    write_json(FIXTURES / "variants.json", {
        "schema": 1,
        "script": "scripts/assets/variant_fixtures.py",
        "made": "PyTorch " + torch.__version__ + ", float32, one thread",
        "about": "BLOCK=VARIANT/NAME, each SMM with the small ConvNet and one part replaced; side 36, patch 8. mask, "
                 "mask_full, pattern (where each image has its own), prompted: training mode; mask_eval: evaluation mode. "
                 "gradient.*: of sum(prompted * hashed('gradient')). after.*: running statistics after the training pass; "
                 "parameters after one Adam step (t = 1, learning rate 0.01) on hashed('step.' + name).",
        "values": "parameters follow from their names; of a tensor every n-th value is stored, at most 400 in all, n the "
                  "least stride that neither 2 nor 3 divides",
        "float32AgainstFloat64": float(f"{worst:.1e}"),
        "bytes": path.stat().st_size,
        "sha256": sha256(path),
    })
    print(path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
