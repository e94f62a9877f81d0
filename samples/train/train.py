"""Trains the detector on scenes (README.md) and writes it as ONNX."""

import argparse
import glob
import os
import time

import numpy
import torch
from torch import nn

from export import write_onnx
from network import STRIDE, Detector, centres
from scenes import CLASSES, Scene

TILE = 192
BATCH = 8

# What a cell is that belongs to no object. BESIDE is background too, but so close to an object's middle that a score there is no surprise.
NONE, IGNORED, BESIDE = -1, -2, -3


def stretched(pixels, random):
    """Pixels as float 0 to 1: most as they are, some with the contrast that percentile ranges of 16-bit images give, all a bit varied."""
    pixels = pixels.astype(numpy.float32)
    if random.random() < 0.35:
        low = numpy.percentile(pixels[:, ::8, ::8], random.uniform(0, 4), axis=(1, 2))[:, None, None]
        high = numpy.percentile(pixels[:, ::8, ::8], random.uniform(95, 99.9), axis=(1, 2))[:, None, None]
        high = numpy.maximum(high, low + 40)
        pixels = numpy.clip((pixels - low) / (high - low), 0, 1)
    else:
        pixels = pixels / 255
    gain = random.uniform(0.85, 1.15) * random.uniform(0.95, 1.05, (3, 1, 1)).astype(numpy.float32)
    return numpy.clip(pixels * gain + random.uniform(-0.03, 0.03), 0, 1)


def turned(pixels, objects, random):
    """One of the eight ways to lay a square on itself."""
    size = pixels.shape[1]
    if random.random() < 0.5:
        pixels = pixels[:, :, ::-1]
        objects = objects[:, [0, 3, 2, 1, 4]] * [1, -1, 1, -1, 1] + [0, size, 0, size, 0]
    if random.random() < 0.5:
        pixels = pixels[:, ::-1]
        objects = objects[:, [0, 1, 4, 3, 2]] * [1, 1, -1, 1, -1] + [0, 0, size, 0, size]
    if random.random() < 0.5:
        pixels = pixels.transpose(0, 2, 1)
        objects = objects[:, [0, 2, 1, 4, 3]]
    return numpy.ascontiguousarray(pixels), objects


def targets(objects, count):
    """For each cell: class (or NONE, BESIDE, IGNORED) and box. A cell belongs to the object whose middle is near."""
    middle = (numpy.arange(count) + 0.5) * STRIDE
    kinds = numpy.full((count, count), NONE, numpy.int64)
    boxes = numpy.zeros((4, count, count), numpy.float32)
    nearest = numpy.full((count, count), numpy.inf)
    for kind, x0, y0, x1, y1 in objects:
        if kind < 0:
            inside = ((middle > x0 - 4) & (middle < x1 + 4))[None, :] & ((middle > y0 - 4) & (middle < y1 + 4))[:, None]
            kinds[inside] = IGNORED
    for kind, x0, y0, x1, y1 in objects:
        if kind >= 0:
            dx, dy = middle - (x0 + x1) / 2, middle - (y0 + y1) / 2
            near, beside = (
                (numpy.abs(dx) <= reach * STRIDE)[None, :] & (numpy.abs(dy) <= reach * STRIDE)[:, None] for reach in (1, 2.5)
            )
            kinds[beside & (kinds == NONE)] = BESIDE
            distance = dx[None, :] ** 2 + dy[:, None] ** 2
            taken = near & (distance < nearest)
            nearest[taken] = distance[taken]
            kinds[taken] = int(kind)
            boxes[:, taken] = numpy.array([x0, y0, x1, y1], numpy.float32)[:, None]
    return kinds, boxes


class Places:
    """Where to cut tiles: at objects of a class drawn evenly, anywhere, or again where the detector took clutter for an object."""

    def __init__(self, scenes, random):
        self.scenes, self.random, self.mistaken = scenes, random, []

    def draw(self):
        drawn = self.random.random()
        if drawn < 0.25 and self.mistaken:
            chosen = self.random.integers(len(self.mistaken))
            scene, x, y = self.mistaken[chosen]
            self.mistaken[chosen] = self.mistaken[-1]
            self.mistaken.pop()
            x, y = (int(value + self.random.integers(-24, 25)) for value in (x, y))
            return self.inside(scene, x, y)
        scene = self.scenes[self.random.integers(len(self.scenes))]
        height, width = scene.pixels.shape[1:]
        if drawn < 0.65:
            return scene, int(self.random.integers(width - TILE + 1)), int(self.random.integers(height - TILE + 1))
        kind = self.random.integers(len(CLASSES))
        boxes = [box for k, _, box, _ in scene.objects if k == kind]
        if not boxes:
            return self.draw()
        box = boxes[self.random.integers(len(boxes))]
        middle = (box[:2] + box[2:]) / 2 + self.random.uniform(-0.55, 0.55, 2) * TILE
        return self.inside(scene, *(middle - TILE / 2).round().astype(int).tolist())

    def learn(self, places, logits, kinds):
        """Remembers the tiles in which a cell of the background scored high, 1,500 at most; one that is drawn again is forgotten first."""
        worst = logits.detach().sigmoid().amax(1).masked_fill(kinds != NONE, 0).amax((1, 2))
        for place, score in zip(places, worst.tolist()):
            if score > 0.25:
                if len(self.mistaken) < 1500:
                    self.mistaken.append(place)
                else:
                    self.mistaken[self.random.integers(1500)] = place

    @staticmethod
    def inside(scene, x, y):
        height, width = scene.pixels.shape[1:]
        return scene, min(max(x, 0), width - TILE), min(max(y, 0), height - TILE)


def batch_of(places, random):
    pixels, kinds, boxes = [], [], []
    for scene, x, y in places:
        tile, objects = scene.tile(x, y, TILE)
        tile, objects = turned(stretched(tile, random), objects, random)
        k, b = targets(objects, TILE // STRIDE)
        pixels.append(torch.from_numpy(tile.astype(numpy.float32)))
        kinds.append(torch.from_numpy(k))
        boxes.append(torch.from_numpy(b))
    return torch.stack(pixels), torch.stack(kinds), torch.stack(boxes)


def overlap(predicted, true):
    """IoU and generalised IoU (Rezatofighi et al., 2019) of boxes [n, 4]."""
    low, high = torch.maximum(predicted[:, :2], true[:, :2]), torch.minimum(predicted[:, 2:], true[:, 2:])
    shared = (high - low).clamp(min=0).prod(1)
    joint = (predicted[:, 2:] - predicted[:, :2]).clamp(min=0).prod(1) + (true[:, 2:] - true[:, :2]).prod(1) - shared
    around = (torch.maximum(predicted[:, 2:], true[:, 2:]) - torch.minimum(predicted[:, :2], true[:, :2])).prod(1)
    iou = shared / joint.clamp(min=1e-6)
    return iou, iou - (around - joint) / around.clamp(min=1e-6)


def loss_of(logits, distances, kinds, boxes, grid):
    """Quality focal loss for the scores (Li et al., 2020), whose target is the root of the box's IoU, and generalised IoU for the boxes."""
    positive = kinds >= 0
    count = max(1, int(positive.sum()))
    corners = torch.cat([grid - distances[:, :2], grid + distances[:, 2:]], 1).permute(0, 2, 3, 1)[positive]
    iou, giou = overlap(corners, boxes.permute(0, 2, 3, 1)[positive])
    quality = torch.zeros_like(logits)
    n, y, x = positive.nonzero(as_tuple=True)
    quality[n, kinds[positive], y, x] = iou.detach().clamp(0, 1).sqrt()
    error = (quality - logits.detach().sigmoid()).abs() ** 1.5
    score = nn.functional.binary_cross_entropy_with_logits(logits, quality, reduction="none") * error
    score = (score * (kinds != IGNORED)[:, None]).sum() / count
    return score, (1 - giou).sum() / count


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", help="folder with N.tif and N.geojson")
    parser.add_argument("model", help="the ONNX file to write")
    parser.add_argument("--steps", type=int, default=4500)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--checkpoint", help="written every 100 steps")
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    random = numpy.random.default_rng(1)
    paths = sorted(glob.glob(os.path.join(options.scenes, "*.tif")))
    scenes = [Scene(path, path[:-4] + ".geojson") for path in paths]
    print(f"{len(scenes)} scenes, {sum(len(s.objects) for s in scenes)} objects", flush=True)
    detector = Detector(len(CLASSES)).train()
    print(f"{sum(p.numel() for p in detector.parameters())} weights", flush=True)
    optimiser = torch.optim.AdamW(detector.parameters(), lr=1e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=3e-3, total_steps=options.steps, pct_start=0.1)
    grid = centres(TILE // STRIDE, TILE // STRIDE)[None]
    places = Places(scenes, random)
    start, means = time.time(), numpy.zeros(2)
    for step in range(1, options.steps + 1):
        drawn = [places.draw() for _ in range(BATCH)]
        pixels, kinds, boxes = batch_of(drawn, random)
        logits, distances = detector(pixels)
        score, box = loss_of(logits, distances, kinds, boxes, grid)
        places.learn(drawn, logits, kinds)
        optimiser.zero_grad(set_to_none=True)
        (score + box).backward()
        nn.utils.clip_grad_norm_(detector.parameters(), 5)
        optimiser.step()
        schedule.step()
        means += [score.item(), box.item()]
        if step % 50 == 0:
            print(f"step {step}: scores {means[0] / 50:.4f}, boxes {means[1] / 50:.4f}, {len(places.mistaken)} mistaken tiles, {time.time() - start:.0f} s, CPU {time.process_time():.0f} s", flush=True)
            means[:] = 0
        if options.checkpoint and step % 100 == 0:
            torch.save(detector.state_dict(), options.checkpoint)
    write_onnx(detector.eval(), options.model, CLASSES)


if __name__ == "__main__":
    main()
