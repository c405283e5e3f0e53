"""Small parquet files of pictures, as model hubs store them, into src/data/fixtures/.

    python3 -m venv /tmp/parquet && /tmp/parquet/bin/pip install pyarrow
    /tmp/parquet/bin/python scripts/assets/parquet_fixtures.py
"""

import json
import struct
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

OUT = Path(__file__).resolve().parents[2] / "src" / "data" / "fixtures"
SIDE = 8


def png(value: int) -> bytes:
    """A grey square, filled with one value."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([value]) * SIDE) * SIDE
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def hub() -> None:
    """A picture column of { bytes, path }, labels as numbers, their names in the metadata; snappy."""
    image = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
    features = {"image": {"_type": "Image"}, "label": {"_type": "ClassLabel", "names": ["cat", "dog"]}}
    schema = pa.schema(
        [("image", image), ("label", pa.int64()), ("caption", pa.list_(pa.string()))],
        metadata={"huggingface": json.dumps({"info": {"features": {**features, "caption": [{"_type": "Value"}]}}})},
    )
    rows = [
        {"image": {"bytes": png(value), "path": f"{value}.png"}, "label": value % 2, "caption": ["a", "b"]}
        for value in range(6)
    ]
    rows[4]["image"] = None
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), OUT / "hub.parquet", compression="snappy")


def plain() -> None:
    """A picture column of plain bytes, labels as words; zstandard, three row groups."""
    schema = pa.schema([("jpg", pa.binary()), ("class", pa.string())])
    rows = [{"jpg": png(10 + value), "class": ["owl", "fox"][value % 2]} for value in range(6)]
    table = pa.Table.from_pylist(rows, schema=schema)
    pq.write_table(table, OUT / "plain.parquet", compression="zstd", row_group_size=2)


def wordless() -> None:
    """No column that could hold pictures."""
    pq.write_table(pa.table({"text": ["a", "b"], "label": [0, 1]}), OUT / "no-pictures.parquet")


if __name__ == "__main__":
    hub()
    plain()
    wordless()
