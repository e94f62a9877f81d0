"""Scenes and their truth, as training and evaluation need them."""

import json

import numpy
from osgeo import gdal, osr

gdal.UseExceptions()
CLASSES = ["ship", "aircraft", "tank"]


class Scene:
    """A scene's pixels [3, height, width] and its objects' outlines in pixels (x right, y down, 0 at the outer corner)."""

    def __init__(self, image_path, truth_path):
        image = gdal.Open(image_path)
        self.pixels = image.ReadAsArray()
        to_image = coordinate_transform(image)
        self.objects = []
        with open(truth_path, encoding="utf-8") as file:
            features = json.load(file)["features"]
        for feature in features:
            properties = feature["properties"]
            ring = numpy.array(feature["geometry"]["coordinates"][0][:-1])
            self.objects.append(
                (CLASSES.index(properties["class"]), to_image(ring), numpy.array(properties["pixel_box"]), properties["difficult"])
            )
        self.bounds = numpy.array([box for _, _, box, _ in self.objects]).reshape(-1, 4)

    def tile(self, x, y, size):
        """Pixels [3, size, size] and the objects in them: rows of class (-1: to be ignored), xmin, ymin, xmax, ymax."""
        touched = (
            (self.bounds[:, 0] < x + size) & (self.bounds[:, 2] > x) & (self.bounds[:, 1] < y + size) & (self.bounds[:, 3] > y)
        )
        rows = []
        for i in numpy.flatnonzero(touched):
            kind, outline, box, difficult = self.objects[i]
            inside = box[0] >= x and box[1] >= y and box[2] <= x + size and box[3] <= y + size
            if not inside:
                kept = clip(outline, x, y, x + size, y + size)
                if len(kept) < 3:
                    continue
                box = numpy.concatenate([kept.min(axis=0), kept.max(axis=0)])
                width, height = box[2] - box[0], box[3] - box[1]
                # What a detector owes of a cut object: at least 4 pixels and 10 % of it. A little more is asked for, less is left open.
                difficult = difficult or min(width, height) < 4 or area(kept) < 0.12 * area(outline)
                if min(width, height) < 1:
                    continue
            rows.append([-1 if difficult else kind, box[0] - x, box[1] - y, box[2] - x, box[3] - y])
        return self.pixels[:, y : y + size, x : x + size], numpy.array(rows, dtype=numpy.float32).reshape(-1, 5)


def coordinate_transform(image):
    """From lon, lat to pixels of an image that is north up."""
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    projected = image.GetSpatialRef()
    projected.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transform = osr.CoordinateTransformation(wgs84, projected)
    x0, dx, _, y0, _, dy = image.GetGeoTransform()

    def to_image(ring):
        metres = numpy.array(transform.TransformPoints(ring.tolist()))
        return numpy.stack([(metres[:, 0] - x0) / dx, (metres[:, 1] - y0) / dy], axis=1)

    return to_image


def area(ring):
    """Square pixels inside a ring."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(numpy.dot(x, numpy.roll(y, -1)) - numpy.dot(y, numpy.roll(x, -1))) / 2


def clip(ring, left, top, right, bottom):
    """The part of a ring inside a rectangle (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        if len(ring) == 0:
            break
        distance = (ring[:, axis] - limit) * sign
        kept = []
        for i in range(len(ring)):
            j = (i + 1) % len(ring)
            if distance[i] >= 0:
                kept.append(ring[i])
            if (distance[i] >= 0) != (distance[j] >= 0):
                kept.append(ring[i] + (ring[j] - ring[i]) * (distance[i] / (distance[i] - distance[j])))
        ring = numpy.array(kept).reshape(-1, 2)
    return ring
