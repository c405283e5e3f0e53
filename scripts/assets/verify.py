"""Checks the committed models, data sets and fixtures; with --remake, makes them again and compares every byte.

    /usr/bin/python3 scripts/assets/verify.py
    /usr/bin/python3 scripts/assets/verify.py --remake --wheels WHEELS --packages PACKAGES     (about five minutes)

The first form needs only Python 3 and Pillow: sizes and hashes named in model.json, dataset.json and fixtures.json, label
counts, sheet geometry, budgets. The second needs what backbone.py, fixtures.py and datasets.py need; it writes to a
temporary folder and leaves the committed files alone. Exit code 1 and one line for each thing that differs.
"""

import argparse
import hashlib
import json
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("public/models/efficientnet-lite0", "public/datasets", "src/core/fixtures")
BUDGETS = {"public/models/efficientnet-lite0": 10_200_000, "public/datasets": 12_000_000, "src/core/fixtures": 4_000_000}


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def named(folder, entries, complaints):
    for name, entry in entries.items():
        path = folder / name
        if not path.exists():
            complaints.append(f"{path.relative_to(ROOT)} is missing")
        elif digest(path) != entry["sha256"] or path.stat().st_size != entry["bytes"]:
            complaints.append(f"{path.relative_to(ROOT)} is not the file its index names")


def check_dataset(path, complaints):
    from PIL import Image

    dataset, folder = read(path), path.parent
    for split, entry in dataset["splits"].items():
        named(folder, {sheet["file"]: sheet for sheet in entry["sheets"]}, complaints)
        where = f"{dataset['name']}/{split}"
        if not entry["count"] == len(entry["labels"]) == sum(sheet["count"] for sheet in entry["sheets"]):
            complaints.append(f"{where}: count, labels and sheets disagree")
        if set(entry["labels"]) != set(range(len(dataset["classes"]))):
            complaints.append(f"{where}: a class has no image")
        if set(entry["labels"][:16]) != set(range(len(dataset["classes"]))):
            complaints.append(f"{where}: the first 16 images lack a class")
        for sheet in entry["sheets"]:
            with Image.open(folder / sheet["file"]) as image:
                size = (sheet["columns"] * dataset["side"], sheet["rows"] * dataset["side"])
                if image.size != size or image.mode != ("L" if dataset["channels"] == 1 else "RGB"):
                    complaints.append(f"{where}/{sheet['file']}: {image.mode} {image.size} instead of {size}")
                if image.format != "PNG" or not 0 < sheet["count"] <= sheet["columns"] * sheet["rows"]:
                    complaints.append(f"{where}/{sheet['file']}: not a PNG with room for {sheet['count']} tiles")


def check():
    complaints = []
    model = ROOT / FOLDERS[0]
    named(model, read(model / "model.json")["files"], complaints)
    if len(read(model / "classes.json")) != 1000:
        complaints.append("classes.json does not hold 1000 names")
    fixtures = ROOT / FOLDERS[2]
    index = read(fixtures / "fixtures.json")["files"]
    named(fixtures, index, complaints)
    for path in fixtures.glob("*.safetensors"):
        if path.name not in index:
            complaints.append(f"{path.name} is not in fixtures.json")
    for path in sorted((ROOT / FOLDERS[1]).glob("*/dataset.json")):
        check_dataset(path, complaints)
    for folder, budget in BUDGETS.items():
        size = sum(path.stat().st_size for path in (ROOT / folder).rglob("*") if path.is_file())
        print(f"{folder}: {size:,} of {budget:,} bytes")
        if size > budget:
            complaints.append(f"{folder} is over its budget")
    return complaints


def remake(wheels, packages):
    import backbone
    import common
    import datasets
    import fixtures
    import torch

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as name:
        away = pathlib.Path(name)
        places = {"MODEL": away / FOLDERS[0], "DATASETS": away / FOLDERS[1], "FIXTURES": away / FOLDERS[2]}
        for module in (common, backbone, datasets, fixtures):
            for place, path in places.items():
                if hasattr(module, place):
                    setattr(module, place, path)
        backbone.make(wheels)
        fixtures.main()
        datasets.main(packages)
        complaints = []
        for folder in FOLDERS:
            new = {path.relative_to(away) for path in (away / folder).rglob("*") if path.is_file()}
            old = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()}
            complaints += [f"{path} is made but not committed" for path in sorted(new - old)]
            complaints += [f"{path} is committed but not made" for path in sorted(old - new)]
            complaints += [f"{path} differs" for path in sorted(new & old) if digest(away / path) != digest(ROOT / path)]
        return complaints


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--remake", action="store_true")
    parser.add_argument("--wheels", type=pathlib.Path)
    parser.add_argument("--packages", type=pathlib.Path)
    options = parser.parse_args()
    found = check()
    if options.remake:
        if not (options.wheels and options.packages):
            parser.error("--remake needs --wheels and --packages")
        found += remake(options.wheels, options.packages)
    for complaint in found:
        print(complaint, file=sys.stderr)
    print("differs" if found else "all as recorded")
    sys.exit(1 if found else 0)
