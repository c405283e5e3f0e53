"""Prints the test accuracy of the frozen network with no prompt: the greedy mapping of paper A.8 (FLM) and nothing else.

Needs python3-torch (Debian 12) and the committed files; writes nothing:
    /usr/bin/python3 scripts/assets/unprompted.py [side]
"""

import json
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from common import DATASETS, network, stored_backbone


def split(folder, entry, side):
    tiles = []
    for sheet in entry["sheets"]:
        pixels = np.asarray(Image.open(folder / sheet["file"]).convert("RGB"))
        for index in range(sheet["count"]):
            y, x = index // sheet["columns"] * side, index % sheet["columns"] * side
            tiles.append(pixels[y : y + side, x : x + side])
    return np.stack(tiles), np.array(entry["labels"])


def logits(description, weights, tiles, side):
    rows = []
    with torch.no_grad():
        for start in range(0, len(tiles), 50):
            x = torch.from_numpy(tiles[start : start + 50]).permute(0, 3, 1, 2).float()
            x = F.interpolate(x, size=(side, side), mode="bilinear", align_corners=False, antialias=True)
            rows.append(network(description, weights, (x - 127) / 128).numpy())
    return np.concatenate(rows)


def greedy(counts):
    """Mapping [k] from counts [1000, k]: the largest free entry first, ties to the lowest source, then target."""
    counts, mapping = counts.copy(), np.zeros(counts.shape[1], int)
    for _ in mapping:
        source, target = np.unravel_index(np.argmax(counts), counts.shape)
        mapping[target] = source
        counts[source, :] = -1
        counts[:, target] = -1
    return mapping


def main(side):
    description, weights = stored_backbone()
    names = json.loads((DATASETS.parent / "models/efficientnet-lite0/classes.json").read_text(encoding="utf-8"))
    for path in sorted(DATASETS.glob("*/dataset.json")):
        dataset = json.loads(path.read_text(encoding="utf-8"))
        train, train_labels = split(path.parent, dataset["splits"]["train"], dataset["side"])
        test, test_labels = split(path.parent, dataset["splits"]["test"], dataset["side"])
        counts = np.zeros((1000, len(dataset["classes"])), int)
        np.add.at(counts, (logits(description, weights, train, side).argmax(axis=1), train_labels), 1)
        mapping = greedy(counts)
        predicted = logits(description, weights, test, side)[:, mapping].argmax(axis=1)
        pairs = ", ".join(f"{name} <- {names[source]}" for name, source in zip(dataset["classes"], mapping))
        print(f"{dataset['name']} at {side}: {(predicted == test_labels).mean():.4f} of {len(test)}; {pairs}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 96)
