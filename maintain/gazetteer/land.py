"""The map of where Indonesia is: land and a few kilometres of sea before it, in small squares.

A square belongs to it when it lies in one of Indonesia's four time zones, whose outlines follow
the borders closely, and at most ``COAST`` squares from land or from an island of the gazetteer.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from maintain.gazetteer.sources import AREAS, COUNTRIES, read_csv, read_json

SOUTH, WEST, STEP = -11.5, 94.5, 0.01  # degrees; a square is 1.1 km wide
ROWS, COLUMNS = 1850, 4750
COAST = 5  # squares; who stands in a harbour or on a reef is not at sea
ZONES = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")
Squares = NDArray[np.bool_]
Ring = NDArray[np.float64]  # (2, n): longitudes, latitudes
_DEGREES = re.compile(r"(\d+)°(\d+)'([\d.]+)\"+ ([NS]) +(\d+)°(\d+)'([\d.]+)\"+ ([EW])")


def land_lines(folder: Path) -> Iterator[str]:
    """Return a heading and a line for each row of squares, from the south: "first+count" …"""
    inside = _filled(_zone_rings()) & _widened(_filled(_land_rings(folder)) | _islands(folder))
    yield f"# {SOUTH} {WEST} {STEP}"
    for row in inside:
        edges = np.flatnonzero(np.diff(np.pad(row.astype(np.int8), 1)))
        pairs = zip(edges[::2], edges[1::2], strict=True)
        yield " ".join(f"{first}+{end - first}" for first, end in pairs)


def _filled(rings: Iterator[Ring]) -> Squares:
    """Return the squares whose middle lies within an odd number of rings."""
    squares = np.zeros((ROWS, COLUMNS), dtype=np.bool_)
    for ring in rings:
        across = (ring[0] - WEST) / STEP - 0.5
        up = (ring[1] - SOUTH) / STEP - 0.5
        ends = zip(up, across, np.roll(up, -1), np.roll(across, -1), strict=True)
        for row, column, to_row, to_column in ends:
            low, high = sorted((row, to_row))
            for at in range(max(int(np.ceil(low)), 0), min(int(np.ceil(high)), ROWS)):
                cut = column + (at - row) / (to_row - row) * (to_column - column)
                squares[at, min(max(int(np.ceil(cut)), 0), COLUMNS) :] ^= True
    return squares


def _widened(squares: Squares) -> Squares:
    """Return the squares at most ``COAST`` away from one."""
    wide = squares.copy()
    for up in range(-COAST, COAST + 1):
        reach = int((COAST**2 - up**2) ** 0.5)
        moved = np.zeros_like(squares)
        moved[max(0, up) : ROWS - max(0, -up)] = squares[max(0, -up) : ROWS - max(0, up)]
        counted = np.cumsum(np.pad(moved.astype(np.int32), ((0, 0), (reach + 1, reach))), axis=1)
        wide |= counted[:, 2 * reach + 1 :] > counted[:, : -(2 * reach + 1)]
    return wide


def _zone_rings() -> Iterator[Ring]:
    from timezonefinder import TimezoneFinder  # only here, and in no environment of ours

    finder = TimezoneFinder()
    for zone in ZONES:
        for polygon in finder.get_geometry(tz_name=zone, coords_as_pairs=False):
            yield from (np.array(ring, dtype=np.float64) for ring in polygon)


def _land_rings(folder: Path) -> Iterator[Ring]:
    """Return the coasts of every country around, out of TopoJSON."""
    topology = read_json(folder / COUNTRIES)
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    for country in topology["objects"]["countries"]["geometries"]:
        drawn = country.get("arcs", [])
        for polygon in [drawn] if country["type"] == "Polygon" else drawn:
            for ring in polygon:
                points = np.concatenate([arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring])
                yield points.T


def _islands(folder: Path) -> Squares:
    """Return the squares of the gazetteer's islands; most are too small for the map of coasts."""
    squares = np.zeros((ROWS, COLUMNS), dtype=np.bool_)
    for row in read_csv(folder / AREAS / "islands.csv"):
        found = _DEGREES.match(row["coordinate"])
        if found is not None:
            up = _degrees(*found.groups()[:3]) * (1 if found[4] == "N" else -1)
            across = _degrees(*found.groups()[4:7])
            squares[int((up - SOUTH) / STEP), int((across - WEST) / STEP)] = True
    return squares


def _degrees(degrees: str, minutes: str, seconds: str) -> float:
    return int(degrees) + int(minutes) / 60 + float(seconds) / 3600
