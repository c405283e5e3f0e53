"""What storing parts of the frozen network's step in 16 bits does to its answers, worked out in PyTorch.

    /usr/bin/python3 scripts/bench/half_storage.py

EfficientNet-Lite0 as committed, single precision everywhere but where a row says otherwise: a value is rounded where
the static plan (src/core/backbone/plan) would store it, and computed with in float32. Of all rows the plan does only
the filters that halves hold exactly. Pictures are Fashion-MNIST with
random patterns times random signed masks on top, as large as trained ones; the loss is that of ten random classes.
"""

import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts/assets"))
from common import same_padding, stored_backbone  # noqa: E402

NORMAL = 2.0**-14


class Stored(torch.autograd.Function):
    """The identity, with a value rounded on its way forwards and a gradient on its way back."""

    @staticmethod
    def forward(context, x, forwards, backwards):
        context.backwards = backwards
        return forwards(x)

    @staticmethod
    def backward(context, gradient):
        return context.backwards(gradient), None, None


def as_it_is(x):
    return x


def halves(x):
    return x.half().float()


def scaled_halves(scale):
    """As a device may store them: nothing below the least normal half. @param scale of each picture [n, 1, 1, 1], or one"""

    def rounded(x):
        near = halves(x * scale)
        return torch.where(near.abs() < NORMAL, torch.zeros_like(near), near) / scale

    return rounded


def picture_scales(scores, labels, mapping):
    """Brings the largest error of each picture to between one and two, times 2**6."""
    errors = (F.softmax(scores[:, mapping], dim=1) - F.one_hot(labels, len(mapping))) / len(labels)
    return 2.0**6 * 2.0 ** -torch.floor(torch.log2(errors.abs().amax(1))).view(-1, 1, 1, 1)


def fixed_point(x):
    """Sixteen bits for 0..6, as pack2x16unorm has them."""
    return torch.round(x / 6 * 65535) / 65535 * 6


class Gated(torch.autograd.Function):
    """relu6 whose way back goes through gates from elsewhere."""

    @staticmethod
    def forward(context, x, gate):
        context.save_for_backward(gate)
        return F.relu6(x)

    @staticmethod
    def backward(context, gradient):
        return gradient * context.saved_tensors[0], None


def logits(description, weights, images, bounded=as_it_is, linear=as_it_is, gradients=as_it_is, seen=None, gates=None):
    """
    @param bounded, linear what becomes of outputs of relu6, and of others, where they are stored
    @param seen a list that takes the gates of relu6. @param gates to go back through instead of one's own
    """
    gates = iter(gates or [])

    def convolve(x, name, stride=1, groups=1):
        weight = weights[name + ".weight"]
        before, after = same_padding(x.shape[2], weight.shape[2], stride)
        return F.conv2d(F.pad(x, (before, after, before, after)), weight, weights[name + ".bias"], stride, groups=groups)

    def relu6(x):
        if seen is not None:
            seen.append((x > 0) & (x < 6))
        gate = next(gates, None)
        x = Stored.apply(x, as_it_is, gradients)
        return Stored.apply(F.relu6(x) if gate is None else Gated.apply(x, gate), bounded, as_it_is)

    x = relu6(convolve(images, "stem", description["stem"]["stride"]))
    for index, block in enumerate(description["blocks"]):
        before, prefix = x, f"blocks.{index}."
        if block["expand"]:
            x = relu6(convolve(x, prefix + "expand"))
        x = relu6(convolve(x, prefix + "depthwise", block["stride"], x.shape[1]))
        x = convolve(x, prefix + "project")
        x = Stored.apply(x + before if block["residual"] else x, linear, gradients)
    x = relu6(convolve(x, "head")).mean(dim=(2, 3))
    return F.linear(x, weights["classifier.weight"], weights["classifier.bias"])


def pictures(side, count, random):
    sheet = np.asarray(Image.open(ROOT / "public/datasets/fashion-mnist/test-0.png").convert("RGB"))
    across = sheet.shape[1] // 28
    places = [(28 * (index // across), 28 * (index % across)) for index in range(count)]
    small = torch.from_numpy(np.stack([sheet[y:y + 28, x:x + 28] for y, x in places])).permute(0, 3, 1, 2).float()
    large = (F.interpolate(small, size=(side, side), mode="bilinear", align_corners=False) - 127) / 128
    masks = 3 * torch.randn((count, 3, side // 8, side // 8), generator=random)
    pattern = 0.05 * torch.randn((1, 3, side, side), generator=random)
    return large + pattern * F.interpolate(masks, scale_factor=8)


def answer(description, weights, images, labels, mapping, **stored):
    images = images.clone().requires_grad_()
    scores = logits(description, weights, images, **stored)
    loss = F.cross_entropy(scores[:, mapping], labels)
    loss.backward()
    return scores.detach().float(), float(loss), images.grad.float()


def is_pointwise(name, weight):
    return weight.dim() == 2 or weight.dim() == 4 and weight.shape[2] == 1 and weight.shape[1] > 1


def main():
    torch.set_num_threads(1)
    description, weights = stored_backbone()
    double = {name: weight.double() for name, weight in weights.items()}
    rounded = {name: halves(weight) if is_pointwise(name, weight) else weight for name, weight in weights.items()}
    many = [weight.numel() for name, weight in weights.items() if is_pointwise(name, weight)]
    same = [w.numel() for name, w in weights.items() if is_pointwise(name, w) and torch.equal(rounded[name], w)]
    print(f"filters of 1x1 convolutions: {sum(many)} weights, {sum(same)} of them in filters that halves hold exactly")
    for side, count in ((96, 64), (224, 8)):
        random = torch.Generator().manual_seed(side)
        images = pictures(side, count, random)
        labels = torch.randint(0, 10, (count,), generator=random)
        mapping = torch.randperm(1000, generator=random)[:10]
        asked = (labels, mapping)
        gates, single_gates = [], []
        exact = answer(description, double, images.double(), *asked, seen=gates)
        single = answer(description, weights, images, *asked, seen=single_gates)
        turned = sum(int((one != other).sum()) for one, other in zip(gates, single_gates))
        scales, whole = picture_scales(single[0], labels, mapping), 2.0 ** (6 + np.ceil(np.log2(count)))
        rows = {
            "float32 itself, against float64": (single, exact),
            "the same, with float64's gates": (answer(description, weights, images, *asked, gates=gates), exact),
            "gradients in halves, a scale a picture": (answer(description, weights, images, *asked, gradients=scaled_halves(scales)), single),
            "gradients in halves, one scale": (answer(description, weights, images, *asked, gradients=scaled_halves(whole)), single),
            "gradients in halves as they are": (answer(description, weights, images, *asked, gradients=scaled_halves(1.0)), single),
            "all 1x1 filters in halves": (answer(description, rounded, images, *asked), single),
            "activations in halves": (answer(description, weights, images, *asked, bounded=halves, linear=halves), single),
            "activations of relu6 in fixed point": (answer(description, weights, images, *asked, bounded=fixed_point), single),
        }
        print(f"{count} pictures of {side} x {side}: relative error of logits (max / max), loss, gradient (length / length); "
              "cosine of the gradient, of all and of the worst picture; pictures whose likeliest class is the same")
        print(f"  gates of relu6 that float32 turns: {turned} of {sum(gate.numel() for gate in gates)}")
        for name, ((scores, loss, gradient), (true_scores, true_loss, true_gradient)) in rows.items():
            cosines = F.cosine_similarity(gradient.flatten(1), true_gradient.flatten(1))
            whole = F.cosine_similarity(gradient.flatten(), true_gradient.flatten(), dim=0)
            print(f"  {name:38s} {float((scores - true_scores).abs().max() / true_scores.abs().max()):.1e}"
                  f"  {abs(loss - true_loss) / true_loss:.1e}"
                  f"  {float((gradient - true_gradient).norm() / true_gradient.norm()):.1e}"
                  f"  {float(whole):.7f}  {float(cosines.min()):.7f}"
                  f"  {int((scores.argmax(1) == true_scores.argmax(1)).sum())} of {count}")


if __name__ == "__main__":
    main()
