"""PNGs read and compared without any library."""
import struct
import zlib


def unfilter(kind, line, above, step):
    """One row of a PNG without its filter (PNG specification, 9.2)."""
    if kind == 1:
        for i in range(step, len(line)):
            line[i] = (line[i] + line[i - step]) & 255
    elif kind == 2:
        for i, up in enumerate(above):
            line[i] = (line[i] + up) & 255
    elif kind == 3:
        for i, up in enumerate(above):
            line[i] = (line[i] + ((line[i - step] if i >= step else 0) + up) // 2) & 255
    elif kind == 4:
        for i, up in enumerate(above):
            left, corner = (line[i - step], above[i - step]) if i >= step else (0, 0)
            guess = left + up - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up),
                          (abs(guess - corner), 2, corner))
            line[i] = (line[i] + nearest[2]) & 255
    return line


def decode(path):
    """Width, height and the bytes of RGB of an 8-bit PNG."""
    data, at, packed, palette = path.read_bytes(), 8, b"", b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        at += size + 12
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", body[:10])
            assert depth == 8
        elif kind == b"PLTE":
            palette = body
        elif kind == b"IDAT":
            packed += body
    raw, step = zlib.decompress(packed), {2: 3, 3: 1, 6: 4}[colours]
    above, pixels = bytearray(width * step), bytearray()
    for y in range(height):
        start = y * (width * step + 1)
        above = unfilter(raw[start], bytearray(raw[start + 1:start + 1 + width * step]), above,
                         step)
        if colours == 6:
            row = bytearray(width * 3)
            for channel in range(3):
                row[channel::3] = above[channel::4]
            pixels += row
        elif colours == 3:
            pixels += b"".join(palette[3 * i:3 * i + 3] for i in above)
        else:
            pixels += above
    return width, height, bytes(pixels)


def compare(one, other):
    """The mean difference, and the part of the bytes that differ by much."""
    (width, height, a), (width2, height2, b) = decode(one), decode(other)
    assert (width, height) == (width2, height2)
    differences = [abs(x - y) for x, y in zip(a, b) if x != y]
    return sum(differences) / len(a), sum(d > 96 for d in differences) / len(a)
