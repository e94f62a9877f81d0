"""Writes a trained detector as ONNX, with the metadata by which its kind is recognised."""

import math

import torch

from network import STRIDE, Exported

SIZE = 512

# On scenes that training did not see, precision and recall balance at this score. Scores are shifted so that it becomes RedKube's default, 0.25.
BALANCED = 0.53
DEFAULT = 0.25


def write_onnx(detector, path, classes):
    with torch.no_grad():
        detector.scores.bias += logit(DEFAULT) - logit(BALANCED)
    model = Exported(detector, SIZE).eval()
    torch.onnx.export(
        model,
        torch.zeros(1, 3, SIZE, SIZE),
        path,
        opset_version=13,
        input_names=["images"],
        output_names=["output0"],
        dynamic_axes={"images": {0: "batch"}, "output0": {0: "batch"}},
    )
    names = "{" + ", ".join(f"{i}: '{name}'" for i, name in enumerate(classes)) + "}"
    metadata = {
        "description": "RedKube sample detector: ships, aircraft and storage tanks on synthetic scenes",
        "license": "Apache-2.0",
        "task": "detect",
        "stride": str(STRIDE),
        "batch": "1",
        "imgsz": f"[{SIZE}, {SIZE}]",
        "names": names,
    }
    with open(path, "ab") as file:
        for key, value in metadata.items():
            file.write(field(14, field(1, key.encode()) + field(2, value.encode())))


def logit(score):
    return math.log(score / (1 - score))


def field(number, content):
    """A length-delimited field of protocol buffers: ModelProto.metadata_props is number 14, its key 1, its value 2. A message may be
    continued by appending fields."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(value):
    encoded = b""
    while value > 127:
        encoded += bytes([value & 127 | 128])
        value >>= 7
    return encoded + bytes([value])
