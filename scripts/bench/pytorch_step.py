"""The training step of `smm bench` in PyTorch on the processor: same network, sizes and work, on noise.

Run by src/headless/bench-pytorch.ts, which writes `step` or `backbone` for each that it wants, and reads its
milliseconds and the most kilobytes that this process has held.
The backbone is frozen and folded, activations are channels-last: the fastest plain way to write it.
"""

import argparse
import pathlib
import resource
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "assets"))
from common import network, stored_backbone  # noqa: E402
from fixtures import generate, generator_parameters, patch_wise, trainable  # noqa: E402

POOLS = 3
CLASSES = 10


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(0)
    description, weights = stored_backbone()
    channels_last = {"memory_format": torch.channels_last}
    weights = {name: value.contiguous(**channels_last) if value.dim() == 4 else value for name, value in weights.items()}
    values = {name: torch.from_numpy(value) for name, value in generator_parameters(rng, 5).items()}
    values["delta"] = torch.zeros(3, options.side, options.side)
    parameters = [values[name].requires_grad_() for name in trainable(values)]
    optimiser = torch.optim.Adam(parameters, lr=0.003)
    images = torch.rand(options.batch, 3, options.side, options.side).mul(2).sub(1).contiguous(**channels_last)
    labels = torch.arange(options.batch) % CLASSES

    def step():
        mask = patch_wise(generate(values, images, POOLS, training=True), options.side)
        logits = network(description, weights, images + values["delta"] * mask)
        loss = F.cross_entropy(logits[:, :CLASSES], labels)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        return float(loss.detach())

    def backbone():
        prompted = images.detach().requires_grad_()
        loss = F.cross_entropy(network(description, weights, prompted)[:, :CLASSES], labels)
        return float(loss.detach()), torch.autograd.grad(loss, prompted)

    parts = {"step": step, "backbone": backbone}
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        parts[line.strip()]()
        milliseconds = 1000 * (time.perf_counter() - start)
        print(milliseconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)


if __name__ == "__main__":
    main()
