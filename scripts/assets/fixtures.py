"""Makes src/core/fixtures: what PyTorch computes, for the tests to compare with.

Needs python3-torch (Debian 12, PyTorch 1.13) and the committed backbone; downloads nothing:
    /usr/bin/python3 scripts/assets/fixtures.py

Values are float32 PyTorch, one thread. Everything is computed in float64 as well, and the script stops if the two differ
by more than TOLERANCE (max|a-b| / max|b| per tensor): a test at 1e-4 then judges the code, not the rounding.
Activations are NHWC, parameters have PyTorch's names and layout (delta is [3,H,W]). fixtures.json says what is where.
Bytes repeat on one machine; another processor may round the last bits differently.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F

from common import FIXTURES, network, sha256, stored_backbone, write_json, write_safetensors

TOLERANCE = 1e-5
WIDTHS = {5: [8, 16, 32, 64], 6: [8, 16, 32, 64, 128]}
INDEX = {}


# --- inputs -----------------------------------------------------------------------------------------------------------

def flat(side, colour):
    return np.broadcast_to(np.asarray(colour, np.uint8), (side, side, 3)).copy()


def garment(rng, side, background):
    """uint8 [side,side,3]: a textured sleeved shape on a flat background, as a Fashion-MNIST picture."""
    y, x = (np.mgrid[0:side, 0:side] + 0.5) / side
    lean = rng.uniform(-0.1, 0.1)
    body = (abs(x - 0.5 - lean * (y - 0.5)) < 0.16 + 0.1 * y) & (y > 0.15) & (y < 0.9)
    sleeves = (abs(x - 0.5) < 0.4) & (y > 0.15 + 0.4 * abs(x - 0.5)) & (y < 0.35 + 0.4 * abs(x - 0.5))
    tint = rng.integers(60, 200, 3)
    shade = tint + 40 * np.sin(12 * x + 20 * y)[..., None] + rng.integers(-30, 31, (side, side, 3))
    inside = (body | sleeves)[..., None]
    return np.where(inside, np.clip(shade, 0, 255), background).astype(np.uint8)


def noisy(rng, side):
    """uint8 [side,side,3]: smooth colour fields with noise, as a photograph."""
    coarse = torch.from_numpy(rng.uniform(20, 235, (1, 3, 4, 4)))
    smooth = F.interpolate(coarse, size=(side, side), mode="bicubic", align_corners=False)[0].permute(1, 2, 0).numpy()
    return np.clip(smooth + rng.integers(-25, 26, (side, side, 3)), 0, 255).astype(np.uint8)


def normalise(pixels):
    """uint8 0..255 to the backbone's units, (255x - 127) / 128; exact in float32."""
    return (pixels.astype(np.float32) - 127) / 128


def nchw(array):
    return torch.from_numpy(np.ascontiguousarray(np.moveaxis(array, -1, 1)))


def nhwc(tensor):
    return tensor.detach().permute(0, 2, 3, 1).contiguous()


def normal(rng, shape, scale=1.0):
    return (scale * rng.standard_normal(shape)).astype(np.float32)


# --- the method, as plain functions -----------------------------------------------------------------------------------

def generator_parameters(rng, layers, inputs=3):
    """PyTorch's initialisation for the convolutions, non-trivial BatchNorm (weight, bias and running statistics)."""
    values = {}
    for index, width in enumerate(WIDTHS[layers]):
        prefix, bound = f"mask_generator.blocks.{index}.", (9 * inputs) ** -0.5
        values[prefix + "conv.weight"] = rng.uniform(-bound, bound, (width, inputs, 3, 3)).astype(np.float32)
        values[prefix + "conv.bias"] = rng.uniform(-bound, bound, width).astype(np.float32)
        values[prefix + "bn.weight"] = rng.uniform(0.5, 1.5, width).astype(np.float32)
        values[prefix + "bn.bias"] = rng.uniform(-0.3, 0.3, width).astype(np.float32)
        values[prefix + "bn.running_mean"] = normal(rng, width, 0.2)
        values[prefix + "bn.running_var"] = rng.uniform(0.1, 0.6, width).astype(np.float32)
        inputs = width
    bound = (9 * inputs) ** -0.5
    values["mask_generator.head.weight"] = rng.uniform(-bound, bound, (3, inputs, 3, 3)).astype(np.float32)
    values["mask_generator.head.bias"] = rng.uniform(-bound, bound, 3).astype(np.float32)
    return values


def trainable(names):
    return [name for name in names if "running" not in name]


def generate(values, images, pools, training):
    """Coarse mask [B,3,h,w]; in training mode the running statistics in `values` are updated in place."""
    x, index = images, 0
    while f"mask_generator.blocks.{index}.conv.weight" in values:
        prefix = f"mask_generator.blocks.{index}."
        x = F.conv2d(x, values[prefix + "conv.weight"], values[prefix + "conv.bias"], padding=1)
        x = F.batch_norm(x, values[prefix + "bn.running_mean"], values[prefix + "bn.running_var"],
                         values[prefix + "bn.weight"], values[prefix + "bn.bias"], training, 0.1, 1e-5)
        x = F.relu(x)
        if index < pools:
            x = F.max_pool2d(x, 2)
        index += 1
    return F.conv2d(x, values["mask_generator.head.weight"], values["mask_generator.head.bias"], padding=1)


def patch_rows(coarse, side):
    """Index of the coarse row for every row: min(i >> l, h - 1) with 2^l = floor(side / h) rounded down to a power of 2."""
    log = int(np.log2(side // coarse))
    return torch.clamp(torch.arange(side) >> log, max=coarse - 1)


def patch_wise(mask, side):
    rows, columns = patch_rows(mask.shape[2], side), patch_rows(mask.shape[3], side)
    return mask[:, :, rows][:, :, :, columns]


# --- float32 and float64 side by side ---------------------------------------------------------------------------------

def both(function, label, zero=()):
    """Runs function(dtype) -> {name: tensor} in both precisions, compares, returns float32 arrays and the worst."""
    single, double = function(torch.float32), function(torch.float64)
    worst = ("", 0.0)
    for name, tensor in double.items():
        exact = tensor.detach().double()
        difference = float((single[name].detach().double() - exact).abs().max())
        scale = float(exact.abs().max())
        if name.startswith("gradient.") and name.endswith(zero):
            beside = float(double[name.replace(".bias", ".weight")].abs().max())
            assert difference < TOLERANCE * beside, (label, name, difference, beside)
            continue
        relative = difference / scale if scale else difference
        if relative > worst[1]:
            worst = (name, relative)
    print(f"{label}: worst float32 against float64 {worst[1]:.1e} ({worst[0]})")
    assert worst[1] < TOLERANCE, (label, worst)
    return {name: tensor.detach().numpy() for name, tensor in single.items()}, worst[1]


def save(name, tensors, about, roundoff=None, **more):
    path = FIXTURES / f"{name}.safetensors"
    write_safetensors(path, tensors)
    INDEX[path.name] = {"about": about, **({} if roundoff is None else {"float32AgainstFloat64": float(f"{roundoff:.1e}")}),
                        **more, "bytes": path.stat().st_size, "sha256": sha256(path),
                        "tensors": {key: "x".join(map(str, np.shape(value))) or "scalar" for key, value in sorted(tensors.items())}}


def leaves(values, dtype):
    tensors = {name: torch.from_numpy(value.copy()).to(dtype) for name, value in values.items()}
    for name in trainable(tensors):
        tensors[name].requires_grad_(True)
    return tensors


ZERO_NOTE = ("the gradient of a convolution's bias ahead of BatchNorm is zero in exact arithmetic; what is stored is "
             "rounding noise, compare it with the scale of the same convolution's weight gradient")
ZERO = ("conv.bias",)


# --- files ------------------------------------------------------------------------------------------------------------

def generator_file(name, layers, pixels, seed, full=False):
    rng = np.random.default_rng(seed)
    side, images = pixels.shape[1], normalise(pixels)
    values = generator_parameters(rng, layers)
    coarse = side // 8
    shape = (len(images), side, side, 3) if full else (len(images), coarse, coarse, 3)
    gradient = normal(rng, shape)

    def compute(dtype):
        tensors = leaves(values, dtype)
        x = nchw(images).to(dtype)
        result = {"mask_eval": nhwc(generate(tensors, x, 3, training=False))}
        mask = generate(tensors, x, 3, training=True)
        mask_full = patch_wise(mask, side)
        result["mask"] = nhwc(mask)
        if full:
            result["mask_full"] = nhwc(mask_full)
        ((mask_full if full else mask) * nchw(gradient).to(dtype)).sum().backward()
        for key, tensor in tensors.items():
            result[("gradient." if key in trainable(tensors) else "after.") + key] = \
                tensor.grad if key in trainable(tensors) else tensor
        return result

    result, roundoff = both(compute, name, ZERO)
    given = {"images": images, ("mask_full_gradient" if full else "mask_gradient"): gradient, **values}
    save(name, {**given, **result},
         f"Mask generator, {layers} layers, side {side}, patch 8 (pools after blocks 0, 1, 2). mask: training mode; "
         "mask_eval: evaluation mode with the given running statistics; after.*: running statistics after the one "
         "training pass (momentum 0.1, unbiased variance); gradient.*: of sum(" +
         ("mask_full * mask_full_gradient)" if full else "mask * mask_gradient)"),
         roundoff, zero=ZERO_NOTE)


TOY = {
    "stem": {"kernel": 3, "stride": 2, "inputChannels": 3, "outputChannels": 8},
    "blocks": [
        {"kernel": 3, "stride": 1, "expand": False, "inputChannels": 8, "expandedChannels": 8, "outputChannels": 8,
         "residual": True},
        {"kernel": 5, "stride": 2, "expand": True, "inputChannels": 8, "expandedChannels": 16, "outputChannels": 12,
         "residual": False},
    ],
    "head": {"inputChannels": 12, "outputChannels": 24},
    "classes": 20,
    "activation": "relu6",
    "padding": "same (TensorFlow, dynamic)",
}


def toy_weights(rng):
    shapes = {"stem": (8, 3, 3, 3), "blocks.0.depthwise": (8, 1, 3, 3), "blocks.0.project": (8, 8, 1, 1),
              "blocks.1.expand": (16, 8, 1, 1), "blocks.1.depthwise": (16, 1, 5, 5), "blocks.1.project": (12, 16, 1, 1),
              "head": (24, 12, 1, 1), "classifier": (20, 24)}
    values = {}
    for name, shape in shapes.items():
        # Wide enough that some activations pass 6, so both ends of relu6 are met.
        gain = 1.0 if name == "classifier" else 2.5
        values[name + ".weight"] = normal(rng, shape, gain / np.sqrt(np.prod(shape[1:])))
        values[name + ".bias"] = normal(rng, shape[0], 0.5)
    return values


def step_file(name, description, weights, pixels, classes, seed, include_weights, about):
    rng = np.random.default_rng(seed)
    images, side = normalise(pixels), pixels.shape[1]
    values = {"delta": normal(rng, (3, side, side), 0.1), **generator_parameters(rng, 5)}
    labels = rng.integers(0, classes, len(images)).astype(np.int32)
    mapping = rng.permutation(len(weights["classifier.bias"]))[:classes].astype(np.int32)

    def compute(dtype):
        tensors = leaves(values, dtype)
        frozen = {key: torch.from_numpy(np.asarray(value)).to(dtype) for key, value in weights.items()}
        resized = nchw(images).to(dtype)
        mask = generate(tensors, resized, 3, training=True)
        mask_full = patch_wise(mask, side)
        prompted = resized + tensors["delta"] * mask_full
        logits = network(description, frozen, prompted)
        mapped = logits[:, torch.from_numpy(mapping).long()]
        loss = F.cross_entropy(mapped, torch.from_numpy(labels).long())
        for tensor in (mask, mask_full, prompted):
            tensor.retain_grad()
        loss.backward()
        result = {"mask": nhwc(mask), "mask_full": nhwc(mask_full), "prompted": nhwc(prompted), "logits": logits,
                  "mapped": mapped, "loss": loss, "gradient.prompted": nhwc(prompted.grad),
                  "gradient.mask": nhwc(mask.grad), "gradient.mask_full": nhwc(mask_full.grad)}
        for key, tensor in tensors.items():
            result[("gradient." if key in trainable(tensors) else "after.") + key] = \
                tensor.grad if key in trainable(tensors) else tensor
        return result

    result, roundoff = both(compute, name, ZERO)
    given = {"images": images, "labels": labels, "mapping": mapping, **values}
    moments, after = {}, {}
    # The stored Lite0 weights would only repeat the toy's Adam step of the generator: delta alone there.
    for key in trainable(values) if include_weights else ["delta"]:
        gradient = result["gradient." + key]
        scale = float(np.abs(gradient).max())
        moments["moment1." + key] = normal(rng, values[key].shape, 0.3 * scale)
        moments["moment2." + key] = (rng.uniform(0.01, 1, values[key].shape) * 0.01 * scale**2).astype(np.float32)
        parameter = torch.nn.Parameter(torch.from_numpy(values[key].copy()))
        optimiser = torch.optim.Adam([parameter], lr=0.01, betas=(0.9, 0.999), eps=1e-8)
        optimiser.state[parameter] = {"step": torch.tensor(2.0),
                                      "exp_avg": torch.from_numpy(moments["moment1." + key].copy()),
                                      "exp_avg_sq": torch.from_numpy(moments["moment2." + key].copy())}
        parameter.grad = torch.from_numpy(gradient.copy())
        optimiser.step()
        after["after." + key] = parameter.detach().numpy()
        after["after.moment1." + key] = optimiser.state[parameter]["exp_avg"].numpy()
        after["after.moment2." + key] = optimiser.state[parameter]["exp_avg_sq"].numpy()
    frozen = dict(weights) if include_weights else {}
    save(name, {**given, **result, **moments, **after, **frozen}, about, roundoff, zero=ZERO_NOTE,
         adam={"step": 3, "learningRate": 0.01, "betas": [0.9, 0.999], "epsilon": 1e-8,
               "note": "one step at t = 3 from moment1.*, moment2.* with exactly the stored gradient.*; results "
                 "after.*" + ("" if include_weights else "; for delta only, toy-step has the generator's")},
         **({"network": description} if include_weights else {"network": "public/models/efficientnet-lite0"}))


def lite0_96_file(description, weights, pixels, seed):
    rng = np.random.default_rng(seed)
    labels = np.array([3, 8], np.int32)
    mapping = rng.permutation(1000)[:10].astype(np.int32)

    def compute(dtype):
        frozen = {key: torch.from_numpy(np.asarray(value)).to(dtype) for key, value in weights.items()}
        x = nchw(normalise(pixels)).to(dtype).requires_grad_(True)
        logits = network(description, frozen, x)
        loss = F.cross_entropy(logits[:, torch.from_numpy(mapping).long()], torch.from_numpy(labels).long())
        loss.backward()
        return {"logits": logits, "loss": loss, "gradient.prompted": nhwc(x.grad)}

    result, roundoff = both(compute, "lite0-96")
    save("lite0-96", {"pixels": pixels, "labels": labels, "mapping": mapping, **result},
         "EfficientNet-Lite0 at side 96: logits, and the input gradient of the mean cross-entropy of the mapped logits. "
         "The input is (pixels - 127) / 128; pixels are uint8, so nothing is resized.",
         roundoff, network="public/models/efficientnet-lite0")


def resize_file(rng):
    tensors = {}
    for height, width, side in [(28, 28, 96), (32, 32, 64), (90, 60, 32), (50, 50, 36), (1, 1, 32)]:
        x = rng.integers(0, 256, (1, height, width, 3)).astype(np.float32) / np.float32(255)
        y = F.interpolate(nchw(x), size=(side, side), mode="bilinear", align_corners=False, antialias=True)
        key = f"{height}x{width}-{side}x{side}"
        tensors["input." + key], tensors["output." + key] = x, nhwc(y).numpy()
    save("resize", tensors, "Bilinear resize of the input image, F.interpolate(mode=bilinear, align_corners=False, "
         "antialias=True) on float images in 0..1: input.HxW-SxS to output.HxW-SxS (height x width).")


def adam_file(rng):
    parameter = torch.nn.Parameter(torch.from_numpy(normal(rng, 50)))
    start = parameter.detach().numpy().copy()
    optimiser = torch.optim.Adam([parameter], lr=0.01, betas=(0.9, 0.999), eps=1e-8)
    schedule = torch.optim.lr_scheduler.MultiStepLR(optimiser, milestones=[2, 4], gamma=0.1)
    # Gradients from 1 down to 1e-9, so that eps matters somewhere.
    gradients = normal(rng, (5, 50)) * np.logspace(0, -9, 50).astype(np.float32)
    rows = {"parameter": [], "moment1": [], "moment2": [], "learning_rate": []}
    for gradient in gradients:
        rows["learning_rate"].append(optimiser.param_groups[0]["lr"])
        parameter.grad = torch.from_numpy(gradient.copy())
        optimiser.step()
        schedule.step()
        rows["parameter"].append(parameter.detach().numpy().copy())
        rows["moment1"].append(optimiser.state[parameter]["exp_avg"].numpy().copy())
        rows["moment2"].append(optimiser.state[parameter]["exp_avg_sq"].numpy().copy())
    save("adam", {"start": start, "gradient": gradients, "learning_rate": np.array(rows.pop("learning_rate"), np.float64),
                  **{"after." + key: np.stack(value) for key, value in rows.items()}},
         "Five Adam steps on 50 values (betas 0.9, 0.999, eps 1e-8) under MultiStepLR(0.01, milestones 2 and 4, gamma "
         "0.1): row i is step i + 1; learning_rate is the one that step used.")


def frames_file(rng):
    side, tensors = 32, {}
    delta, images = normal(rng, (3, side, side), 0.5), normalise(rng.integers(0, 256, (2, side, side, 3)).astype(np.uint8))
    gradient = normal(rng, (2, side, side, 3))
    tensors.update({"delta": delta, "images": images, "prompted_gradient": gradient})
    for name, width in [("narrow", side // 8), ("medium", side // 4), ("full", side // 2)]:
        frame = np.ones((side, side), np.float32)
        frame[width : side - width, width : side - width] = 0
        pattern = torch.from_numpy(delta).requires_grad_(True)
        prompted = nchw(images) + torch.from_numpy(frame) * pattern
        (prompted * nchw(gradient)).sum().backward()
        tensors.update({f"{name}.frame": frame, f"{name}.prompted": nhwc(prompted).numpy(),
                        f"{name}.gradient.delta": pattern.grad.numpy()})
    for name, native in [("pad", 8), ("pad-odd", 7)]:
        before, after = (side - native + 1) // 2, (side - native) // 2
        image = rng.integers(0, 256, (2, native, native, 3)).astype(np.float32) / np.float32(255)
        frame = np.ones((side, side), np.float32)
        frame[before : before + native, before : before + native] = 0
        pattern = torch.from_numpy(delta).requires_grad_(True)
        padded = F.pad(nchw(image), (before, after, before, after))
        prompted = (255 * (padded + torch.sigmoid(pattern) * torch.from_numpy(frame)) - 127) / 128
        (prompted * nchw(gradient)).sum().backward()
        tensors.update({f"{name}.images": image, f"{name}.frame": frame, f"{name}.prompted": nhwc(prompted).numpy(),
                        f"{name}.gradient.delta": pattern.grad.numpy()})
    save("frames", tensors, "Baselines at side 32. narrow, medium, full: images + frame * delta, images in the "
         "backbone's units. pad (native side 8, and 7 for the uneven border): images in 0..1, zero-padded, plus "
         "sigmoid(delta) * frame, then (255x - 127) / 128. gradient.delta: of sum(prompted * prompted_gradient).")


def interpolation_file(rng):
    tensors = {}
    for coarse, side in [(4, 33), (3, 24)]:
        mask, gradient = normal(rng, (2, coarse, coarse, 3)), normal(rng, (2, side, side, 3))
        tensors.update({f"{coarse}-{side}.mask": mask, f"{coarse}-{side}.gradient.mask_full": gradient})
        size = (side, side)
        modes = {
            "patch-wise": lambda x: patch_wise(x, side),
            "bilinear": lambda x: F.interpolate(x, size=size, mode="bilinear", align_corners=False),
            "nearest": lambda x: F.interpolate(x, size=size, mode="nearest"),
            "bicubic": lambda x: F.interpolate(x, size=size, mode="bicubic", align_corners=False),
        }
        for mode, upsample in modes.items():
            x = nchw(mask).requires_grad_(True)
            y = upsample(x)
            (y * nchw(gradient)).sum().backward()
            tensors.update({f"{coarse}-{side}.{mode}.mask_full": nhwc(y).numpy(),
                            f"{coarse}-{side}.{mode}.gradient.mask": nhwc(x.grad).numpy()})
        rows = np.arange(side) * coarse // side
        assert np.array_equal(tensors[f"{coarse}-{side}.nearest.mask_full"], mask[:, rows][:, :, rows])
    save("interpolation", tensors, "Upsampling of a coarse mask and its adjoint, 4 to 33 and 3 to 24: patch-wise "
         "(min(i >> 3, h - 1)), bilinear (half-pixel centres), nearest (floor(i h / H)), bicubic (half-pixel centres, "
         "a = -0.75, indices clamped). gradient.mask: of sum(mask_full * gradient.mask_full).")


def main():
    torch.set_num_threads(1)
    torch.backends.mkldnn.enabled = False
    FIXTURES.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(2406)
    generator_file("generator-5-layer", 5,
                   np.stack([flat(40, (0, 0, 0)), garment(rng, 40, 0), garment(rng, 40, 255), noisy(rng, 40)]), 1)
    generator_file("generator-6-layer", 6, np.stack([garment(rng, 32, 0), noisy(rng, 32)]), 2)
    generator_file("generator-odd", 5, np.stack([noisy(rng, 33)]), 3, full=True)
    step_file("toy-step", TOY, toy_weights(np.random.default_rng(4)),
              np.stack([garment(rng, 16, 0), garment(rng, 16, 255), noisy(rng, 16), noisy(rng, 16)]), 7, 5, True,
              "One whole step with a toy network of the backbone's structure, side 16, patch 8, 7 of 20 classes: images "
              "(already resized) to mask, mask_full, prompted, logits, mapped, loss, every gradient, then Adam.")
    description, weights = stored_backbone()
    weights = {name: tensor.numpy() for name, tensor in weights.items()}
    step_file("lite0-step", description, weights,
              np.stack([garment(rng, 32, 0), garment(rng, 32, 0), garment(rng, 32, 255), noisy(rng, 32)]), 10, 6, False,
              "One whole step with the stored EfficientNet-Lite0 (half precision widened), side 32, patch 8, 10 classes.")
    lite0_96_file(description, weights, np.stack([garment(rng, 96, 0), noisy(rng, 96)]), 7)
    resize_file(np.random.default_rng(8))
    adam_file(np.random.default_rng(9))
    frames_file(np.random.default_rng(10))
    interpolation_file(np.random.default_rng(11))
    write_json(FIXTURES / "fixtures.json", {
        "schema": 1,
        "script": "scripts/assets/fixtures.py",
        "made": "PyTorch " + torch.__version__ + ", float32, one thread",
        "relativeError": "max|a - b| / max|b| per tensor",
        "files": INDEX,
    })
    print(sum(entry["bytes"] for entry in INDEX.values()), "bytes")


if __name__ == "__main__":
    main()
