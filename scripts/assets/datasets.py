"""Makes public/datasets: fashion-mnist, fashion-colour and clip-art, as sheets of lossless tiles.

Needs python3-torch's companions numpy and Pillow (Debian 12: python3-numpy, python3-pil) and two Debian packages, read as
archives, never installed:
    apt-get download dataset-fashion-mnist openclipart-png      (into PACKAGES)
    /usr/bin/python3 scripts/assets/datasets.py --packages PACKAGES

The clip art in use is listed in clip-art.json beside this file. A sheet is a grid of equal tiles, row-major, the last row
may be short; a split is its sheets one after another.
"""

import argparse
import colorsys
import gzip
import io
import json
import pathlib
import subprocess
import tarfile

import numpy as np
from PIL import Image

from common import DATASETS, sha256

SEED = 2406
FASHION_DEB = "dataset-fashion-mnist_0.0~git20200523.55506a9-1_all.deb"
CLIP_ART_DEB = "openclipart-png_1%3a0.18+dfsg-19_all.deb"
FASHION = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
STRIP = 16  # the page shows the first test images; every class is among them
Image.MAX_IMAGE_PIXELS = None


# --- sources ----------------------------------------------------------------------------------------------------------

def members(package, wanted):
    """{path: bytes} of the wanted files of a Debian package."""
    found = {}
    process = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE)
    with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
        for member in archive:
            name = member.name.removeprefix("./")
            if member.isfile() and name in wanted:
                found[name] = archive.extractfile(member).read()
    process.wait()
    missing = set(wanted) - set(found)
    assert not missing, f"{package.name} lacks {sorted(missing)[:3]}"
    return found


def fashion(packages):
    """{"train" | "test": (uint8 [n,28,28], labels [n])}"""
    folder = "usr/share/datasets/fashion-mnist/"
    names = {split: (folder + stem + "-images-idx3-ubyte.gz", folder + stem + "-labels-idx1-ubyte.gz")
             for split, stem in (("train", "train"), ("test", "t10k"))}
    files = members(packages / FASHION_DEB, [name for pair in names.values() for name in pair])
    return {split: (np.frombuffer(gzip.decompress(files[images]), np.uint8, offset=16).reshape(-1, 28, 28),
                    np.frombuffer(gzip.decompress(files[labels]), np.uint8, offset=8))
            for split, (images, labels) in names.items()}


def clip_art(packages, side=96, margin=4):
    """[(class index, uint8 [side,side,3])]: laid on white, cut to its content, fitted in with a margin."""
    choice = json.loads((pathlib.Path(__file__).parent / "clip-art.json").read_text(encoding="utf-8"))["classes"]
    folder = "usr/share/openclipart/png/"
    files = members(packages / CLIP_ART_DEB, [folder + name for names in choice.values() for name in names])
    tiles = []
    for index, (label, names) in enumerate(choice.items()):
        for name in names:
            picture = Image.open(io.BytesIO(files[folder + name])).convert("RGBA")
            alpha = np.asarray(picture.getchannel("A"))
            paper = Image.new("RGBA", picture.size, "white")
            paper.alpha_composite(picture)
            paper = paper.convert("RGB")
            # Flags and cards have white fields of their own: cut those at what is painted, not at what is white.
            content = alpha > 8 if label in ("Flag", "Playing card") else (np.asarray(paper) < 240).any(axis=2)
            rows, columns = np.where(content)
            paper = paper.crop((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))
            scale = (side - 2 * margin) / max(paper.size)
            size = tuple(max(1, round(length * scale)) for length in paper.size)
            paper = paper.resize(size, Image.LANCZOS)
            tile = Image.new("RGB", (side, side), "white")
            tile.paste(paper, ((side - size[0]) // 2, (side - size[1]) // 2))
            tiles.append((index, np.asarray(tile)))
    return list(choice), tiles


# --- choosing and ordering --------------------------------------------------------------------------------------------

def balanced(labels, per_class, rng):
    return np.concatenate([rng.permutation(np.flatnonzero(labels == label))[:per_class] for label in range(10)])


def strip_first(chosen, labels, rng):
    """Shuffled so that the first STRIP entries hold every class."""
    chosen = rng.permutation(chosen)
    first = [int(np.flatnonzero(labels[chosen] == label)[0]) for label in range(10)]
    rest = [position for position in range(len(chosen)) if position not in set(first)]
    head = rng.permutation(first + rest[: STRIP - 10])
    return chosen[np.concatenate([head, rest[STRIP - 10 :]])]


# --- files ------------------------------------------------------------------------------------------------------------

def write_split(folder, split, tiles, labels, per_sheet, columns):
    sheets, side = [], tiles.shape[1]
    for number, start in enumerate(range(0, len(tiles), per_sheet)):
        part = tiles[start : start + per_sheet]
        rows = -(-len(part) // columns)
        sheet = np.zeros((rows * side, columns * side) + tiles.shape[3:], np.uint8)
        for index, tile in enumerate(part):
            y, x = index // columns * side, index % columns * side
            sheet[y : y + side, x : x + side] = tile
        path = folder / f"{split}-{number}.png"
        Image.fromarray(sheet).save(path, optimize=True)
        sheets.append({"file": path.name, "columns": columns, "rows": rows, "count": len(part),
                       "bytes": path.stat().st_size, "sha256": sha256(path)})
    return {"count": len(tiles), "labels": [int(label) for label in labels], "sheets": sheets}


def write_dataset(name, about, splits, per_sheet, columns, licence, notice):
    folder = DATASETS / name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    shape = splits["test"][0].shape
    document = {"schema": 1, "name": name, **about, "seed": SEED, "side": shape[1],
                "channels": shape[3] if len(shape) == 4 else 1,
                "splits": {split: write_split(folder, split, tiles, labels, per_sheet, columns)
                           for split, (tiles, labels) in splits.items()}}
    # Indented, but the labels on one line.
    lists = {}
    for split, entry in document["splits"].items():
        lists[f'"@{split}"'] = json.dumps(entry["labels"], separators=(",", ":"))
        entry["labels"] = f"@{split}"
    text = json.dumps(document, indent=2, ensure_ascii=False)
    for key, value in lists.items():
        text = text.replace(key, value)
    (folder / "dataset.json").write_text(text + "\n", encoding="utf-8")
    (folder / "LICENSE").write_text(licence, encoding="utf-8")
    (folder / "NOTICE").write_text(notice, encoding="utf-8")
    print(name, {split: len(tiles) for split, (tiles, _) in splits.items()},
          sum(path.stat().st_size for path in folder.iterdir()), "bytes")


MIT = """The MIT License (MIT)

Copyright (c) 2017 Zalando SE, https://tech.zalando.com

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

PUBLIC_DOMAIN = """The pictures come from the Open Clip Art Library, whose contributors gave them to the public domain with the dedication
below (as distributed with Debian's package openclipart-png 1:0.18+dfsg-19).

Creative Commons Public Domain Dedication
Copyright-Only Dedication (based on United States law) or Public Domain Certification

The person or persons who have associated work with this document (the "Dedicator" or "Certifier") hereby either (a)
certifies that, to the best of his knowledge, the work of authorship identified is in the public domain of the country from
which the work is published, or (b) hereby dedicates whatever copyright the dedicators holds in the work of authorship
identified below (the "Work") to the public domain. A certifier, moreover, dedicates any copyright interest he may have in
the associated work, and for these purposes, is described as a "dedicator" below.

A certifier has taken reasonable steps to verify the copyright status of this work. Certifier recognizes that his good
faith efforts may not shield him from liability if in fact the work certified is not in the public domain.

Dedicator makes this dedication for the benefit of the public at large and to the detriment of the Dedicator's heirs and
successors. Dedicator intends this dedication to be an overt act of relinquishment in perpetuity of all present and future
rights under copyright law, whether vested or contingent, in the Work. Dedicator understands that such relinquishment of
all rights includes the relinquishment of all rights to enforce (by lawsuit or otherwise) those copyrights in the Work.

Dedicator recognizes that, once placed in the public domain, the Work may be freely reproduced, distributed, transmitted,
used, modified, built upon, or otherwise exploited by anyone for any purpose, commercial or non-commercial, and in any way,
including by methods that have not yet been invented or conceived.
"""


def provenance(packages, *names):
    return {"packages": [{"file": name.replace("%3a", ":"), "sha256": sha256(packages / name)} for name in names],
            "script": "scripts/assets/datasets.py"}


def make_fashion(packages):
    """Writes fashion-mnist; returns its splits."""
    rng, splits = np.random.default_rng(SEED), {}
    for split, per_class in (("train", 200), ("test", 100)):
        images, labels = SOURCES["fashion"][split]
        chosen = strip_first(balanced(labels, per_class, rng), labels, rng)
        splits[split] = (images[chosen], labels[chosen])
    write_dataset("fashion-mnist", {
        "title": "Fashion-MNIST, a part of it",
        "description": "Grey photographs of garments, 28×28: 200 training images a class from the training file and 100 "
                       "test images a class from the test file, drawn with a fixed seed.",
        "notice": "A class-balanced part of Fashion-MNIST: accuracies are not comparable with the published benchmark.",
        "licence": "MIT",
        "source": "https://github.com/zalandoresearch/fashion-mnist",
        "provenance": provenance(packages, FASHION_DEB),
        "classes": FASHION,
    }, splits, 250, 25, MIT,
        "Fashion-MNIST, Copyright (c) 2017 Zalando SE (Han Xiao, Kashif Rasul, Roland Vollgraf), MIT License.\n"
        "Changed here: 2,000 training and 1,000 test images were drawn, class-balanced, with a fixed seed.\n")
    return splits


def make_clip_art(packages):
    """Writes clip-art; returns its splits."""
    classes, tiles = SOURCES["clip art"]
    rng = np.random.default_rng(SEED + 1)
    labels = np.array([label for label, _ in tiles])
    images = np.stack([tile for _, tile in tiles])
    chosen = {"train": [], "test": []}
    for label in range(10):
        order = rng.permutation(np.flatnonzero(labels == label))
        held_out = round(len(order) / 5)
        chosen["test"].append(order[:held_out])
        chosen["train"].append(order[held_out:])
    splits = {}
    for split, parts in chosen.items():
        order = strip_first(np.concatenate(parts), labels, rng)
        splits[split] = (images[order], labels[order])
    write_dataset("clip-art", {
        "title": "Clip art, ten subjects",
        "description": "Colour drawings, 96×96, laid on white and cut to their content; about 80 % train, 20 % test. The "
                       "classes are unequal (55 to 150 pictures) and were chosen by eye: scripts/assets/clip-art.json.",
        "notice": "Not a published benchmark. Some pictures are variants of one drawing and fall on both sides of the "
                  "split (playing cards in two designs, signs with and without a frame).",
        "licence": "Public domain",
        "source": "https://openclipart.org",
        "provenance": provenance(packages, CLIP_ART_DEB),
        "classes": classes,
    }, splits, 100, 10, PUBLIC_DOMAIN,
        "Pictures of the Open Clip Art Library, public domain, from Debian's openclipart-png. The files in use are named in\n"
        "scripts/assets/clip-art.json; most names carry their author. Changed here: laid on white, cut, resized to 96 pixels.\n")
    return splits


def background(tiles, rng, side):
    """A random square of a random picture, resized; squares that are mostly white paper are drawn again."""
    while True:
        tile = tiles[rng.integers(len(tiles))]
        length = int(rng.integers(24, 65))
        y, x = rng.integers(0, tile.shape[0] - length + 1, 2)
        square = tile[y : y + length, x : x + length]
        if (square.min(axis=2) > 230).mean() < 0.5:
            return np.asarray(Image.fromarray(square).resize((side, side), Image.BILINEAR), np.float64)


def make_fashion_colour(packages, garments, drawings, side=32):
    rng, splits = np.random.default_rng(SEED + 2), {}
    for split, (images, labels) in garments.items():
        tiles = []
        for image in images:
            grey = np.asarray(Image.fromarray(image).resize((side, side), Image.BILINEAR), np.float64)[..., None] / 255
            tint = np.array(colorsys.hsv_to_rgb(rng.uniform(), rng.uniform(0.5, 1), rng.uniform(0.7, 1)))
            alpha = np.minimum(1, 3 * grey)
            mixed = alpha * grey * tint * 255 + (1 - alpha) * background(drawings[split][0], rng, side)
            tiles.append(np.round(mixed).astype(np.uint8))
        splits[split] = (np.stack(tiles), labels)
    write_dataset("fashion-colour", {
        "title": "Fashion in colour",
        "description": "The same garments as fashion-mnist, resized to 32×32, tinted with a random hue and laid over a random "
                       "square of clip art (training squares from training pictures, test squares from test pictures).",
        "notice": "Not a published benchmark: made for this page, so that colour and background get in the way.",
        "licence": "MIT (garments), public domain (backgrounds)",
        "source": "https://github.com/zalandoresearch/fashion-mnist and https://openclipart.org",
        "provenance": provenance(packages, FASHION_DEB, CLIP_ART_DEB),
        "classes": FASHION,
    }, splits, 250, 25, MIT,
        "Garments: Fashion-MNIST, Copyright (c) 2017 Zalando SE (Han Xiao, Kashif Rasul, Roland Vollgraf), MIT License.\n"
        "Backgrounds: Open Clip Art Library, public domain, from Debian's openclipart-png (see ../clip-art/LICENSE).\n"
        "Changed here: resized, tinted, laid over one another.\n")


SOURCES = {}


def main(packages):
    SOURCES["fashion"], SOURCES["clip art"] = fashion(packages), clip_art(packages)
    garments = make_fashion(packages)
    drawings = make_clip_art(packages)
    make_fashion_colour(packages, garments, drawings)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=pathlib.Path, required=True)
    main(parser.parse_args().packages)
