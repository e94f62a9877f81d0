"""The detector: a small fully convolutional network that predicts, for each cell of 8 x 8 pixels, class scores and a box."""

import torch
from torch import nn

STRIDE = 8


def block(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first = block(channels, channels)
        self.second = block(channels, channels)

    def forward(self, x):
        return x + self.second(self.first(x))


class Detector(nn.Module):
    """Pixels [n, 3, h, w], 0 to 1, to logits [n, classes, h/8, w/8] and distances [n, 4, h/8, w/8] from a cell's centre to the
    box's left, top, right and bottom, in pixels. Anchor-free and centre-based, as FCOS (Tian et al., 2019)."""

    def __init__(self, classes):
        super().__init__()
        self.fine = nn.Sequential(block(3, 16, 2), block(16, 24, 2), block(24, 24))
        self.middle = nn.Sequential(block(24, 48, 2), Residual(48))
        self.coarse = nn.Sequential(block(48, 64, 2), Residual(64), block(64, 64))
        self.join = nn.Conv2d(64, 48, 1)
        self.head = nn.Sequential(block(48, 48), block(48, 48))
        self.scores = nn.Conv2d(48, classes, 1)
        self.boxes = nn.Conv2d(48, 4, 1)
        nn.init.constant_(self.scores.bias, -4.0)
        nn.init.constant_(self.boxes.bias, 1.0)

    def forward(self, pixels):
        middle = self.middle(self.fine(pixels))
        coarse = nn.functional.interpolate(self.join(self.coarse(middle)), scale_factor=2.0, mode="nearest")
        features = self.head(middle + coarse)
        return self.scores(features), nn.functional.softplus(self.boxes(features)) * STRIDE


def centres(height, width):
    """Centres of the cells [2, height, width] in pixels: x, y."""
    y = (torch.arange(height, dtype=torch.float32) + 0.5) * STRIDE
    x = (torch.arange(width, dtype=torch.float32) + 0.5) * STRIDE
    return torch.stack([x[None, :].expand(height, width), y[:, None].expand(height, width)])


class Exported(nn.Module):
    """The same with its answer in the form of a YOLOv8 head: [n, 4 + classes, cells], rows centre x, centre y, width, height in
    pixels of the input, then scores 0 to 1."""

    def __init__(self, detector, size):
        super().__init__()
        self.detector = detector
        self.register_buffer("centres", centres(size // STRIDE, size // STRIDE).flatten(1)[None])

    def forward(self, pixels):
        logits, distances = self.detector(pixels)
        distances = distances.flatten(2)
        low, high = distances[:, :2], distances[:, 2:]
        return torch.cat([self.centres + (high - low) / 2, low + high, logits.flatten(2).sigmoid()], dim=1)
