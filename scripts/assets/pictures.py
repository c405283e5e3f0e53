"""Makes src/data/fixtures: the small picture files that the decoder's tests read.

Every turned-N file shows the same upright picture once its EXIF orientation N is applied. Needs Pillow and numpy.
"""

import pathlib

import numpy as np
from PIL import Image

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "src" / "data" / "fixtures"
ORIENTATION = 0x0112
# what a camera held that way stores: the inverse of what the tag asks a viewer to do
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def exif(orientation):
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    return tags.tobytes()


def upright():
    """24×16 pixels in 8×8 blocks of one colour each, no two alike: JPEG keeps those to within a grey level or two."""
    blocks = np.array([[[250, 20, 20], [20, 250, 20], [20, 20, 250]], [[240, 240, 30], [30, 200, 200], [90, 90, 90]]])
    return Image.fromarray(np.kron(blocks, np.ones((8, 8, 1))).astype(np.uint8))


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture = upright()
    picture.save(FOLDER / "upright.png")
    for orientation, transpose in STORED.items():
        stored = picture if transpose is None else picture.transpose(transpose)
        stored.save(FOLDER / f"turned-{orientation}.jpg", quality=98, subsampling=0, exif=exif(orientation))
        if orientation == 6:
            stored.save(FOLDER / "turned-6.webp", lossless=True, exif=exif(orientation))
            stored.save(FOLDER / "turned-6.png", exif=exif(orientation))
    picture.save(FOLDER / "progressive.jpg", quality=98, subsampling=0, progressive=True)
    picture.convert("CMYK").save(FOLDER / "print.jpg")
    picture.save(FOLDER / "lossy.webp", quality=95)
    clear = picture.convert("RGBA")
    clear.putalpha(Image.fromarray(np.tile(np.linspace(0, 255, 24).astype(np.uint8), (16, 1))))
    clear.save(FOLDER / "transparent.webp", lossless=True, exact=True)
    clear.save(FOLDER / "transparent.png")
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=6).save(FOLDER / "palette.png", transparency=0)
    picture.convert("1").save(FOLDER / "one-bit.png")
    other = Image.eval(picture, lambda value: 255 - value)
    for name in ("animated.gif", "animated.png", "animated.webp"):
        picture.save(FOLDER / name, save_all=True, append_images=[other], duration=100)
    Image.new("RGB", (1, 1), (9, 8, 7)).save(FOLDER / "single-pixel.webp", lossless=True)


if __name__ == "__main__":
    main()
