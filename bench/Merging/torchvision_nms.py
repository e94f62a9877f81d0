"""CPU seconds of torchvision.ops.nms at IoU 0.5 on boxes and scores from a file.

usage: torchvision_nms.py FILE   float32 rows of xMin, yMin, xMax, yMax, score; prints seconds and the number kept
"""
import sys
import time

import numpy
import torch
import torchvision

rows = torch.from_numpy(numpy.fromfile(sys.argv[1], dtype=numpy.float32).reshape(-1, 5))
boxes, scores = rows[:, :4].contiguous(), rows[:, 4].contiguous()
torch.set_num_threads(1)
torchvision.ops.nms(boxes[:100], scores[:100], 0.5)
start = time.process_time()
kept = torchvision.ops.nms(boxes, scores, 0.5)
print(f"{time.process_time() - start:.4f} {len(kept)}")
