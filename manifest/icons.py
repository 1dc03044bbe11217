"""Draw the icons: a receipt with a tick. Run `python -m manifest.icons` after a change of the mark.

Source: Teams app icons, 192×192 in full color on a square, 32×32 white on transparent.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent
BLUE, WHITE, GREEN = (31, 92, 153, 255), (255, 255, 255, 255), (46, 160, 103, 255)
CLEAR = (255, 255, 255, 0)
SCALE = 8  # drawn larger and reduced, for smooth edges


def color_icon() -> Image.Image:
    """192×192: a white receipt on blue, a green tick on it."""
    side = 192 * SCALE
    image = Image.new("RGBA", (side, side), BLUE)
    draw = ImageDraw.Draw(image)
    _receipt(draw, side, WHITE)
    for height in (0.36, 0.45):
        _bar(draw, side, (0.38, 0.62 if height < 0.4 else 0.54), height, BLUE, 0.025)
    draw.ellipse(_box(side, 0.49, 0.53, 0.77, 0.81), fill=BLUE)
    draw.ellipse(_box(side, 0.51, 0.55, 0.75, 0.79), fill=GREEN)
    _tick(draw, side, (0.565, 0.675), (0.61, 0.72), (0.70, 0.625), WHITE, 0.028)
    return image.resize((192, 192), Image.Resampling.LANCZOS)


def outline_icon() -> Image.Image:
    """32×32: the receipt's outline and the tick, white only, smoothness in the alpha channel."""
    side = 32 * SCALE
    mask = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(mask)
    _receipt(draw, side, 255, stretch=1.35)
    _receipt(draw, side, 0, stretch=1.35, inset=0.07)
    _tick(draw, side, (0.37, 0.50), (0.46, 0.59), (0.63, 0.40), 255, 0.045)
    image = Image.new("RGBA", (32, 32), CLEAR)
    image.putalpha(mask.resize((32, 32), Image.Resampling.LANCZOS))
    return image


Fill = int | tuple[int, int, int, int]
Point = tuple[float, float]


def _box(side: int, left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
    return left * side, top * side, right * side, bottom * side


def _receipt(
    draw: ImageDraw.ImageDraw, side: int, fill: Fill, *, stretch: float = 1.0, inset: float = 0.0
) -> None:
    """A sheet with a torn lower edge."""
    half_width, half_height = 0.22 * stretch - inset, 0.30 * stretch - inset
    left, right, top, bottom = (
        0.5 - half_width,
        0.5 + half_width,
        0.5 - half_height,
        0.5 + half_height,
    )
    teeth, depth = 4, 0.05 * stretch
    step = (right - left) / (2 * teeth)
    edge = [(right - n * step, bottom - (depth if n % 2 else 0.0)) for n in range(2 * teeth + 1)]
    corners = [(left, top), (right, top), *edge]
    draw.polygon([(x * side, y * side) for x, y in corners], fill=fill)


def _bar(
    draw: ImageDraw.ImageDraw, side: int, span: Point, height: float, fill: Fill, half: float
) -> None:
    box = _box(side, span[0], height - half, span[1], height + half)
    draw.rounded_rectangle(box, radius=half * side, fill=fill)


def _tick(
    draw: ImageDraw.ImageDraw,
    side: int,
    start: Point,
    corner: Point,
    end: Point,
    fill: Fill,
    half: float,
) -> None:
    points = [(x * side, y * side) for x, y in (start, corner, end)]
    draw.line(points, fill=fill, width=round(2 * half * side), joint="curve")
    for x, y in points:
        radius = half * side
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def main() -> None:
    """Write both icons beside this file."""
    color_icon().save(FOLDER / "color.png", optimize=True)
    outline_icon().save(FOLDER / "outline.png", optimize=True)


if __name__ == "__main__":
    main()
