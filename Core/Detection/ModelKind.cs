namespace RedKube.Core.Detections;

/// <summary>What a model's outputs are. docs/models.md gives the shapes and how each is carried to pixel space.</summary>
public enum ModelKind
{
    /// <summary>yolo-v5: [N, anchors, 5 + classes] with objectness.</summary>
    YoloV5,

    /// <summary>yolo-v8: [N, 4 + classes, anchors], v8 and v11 style.</summary>
    YoloV8,

    /// <summary>yolox: [N, cells, 5 + classes] with objectness, centres as offsets in cells, sizes as logarithms.</summary>
    Yolox,

    /// <summary>yolo-end-to-end: [N, detections, 6], suppression done in the graph.</summary>
    YoloEndToEnd,

    /// <summary>yolo-obb: [N, 4 + classes + 1, anchors], the last row an angle.</summary>
    YoloObb,

    /// <summary>yolo-seg: [N, 4 + classes + masks, anchors] and prototype masks [N, masks, h, w].</summary>
    YoloSeg,

    /// <summary>detr: logits [N, queries, classes] and boxes [N, queries, 4], DETR and RT-DETR style.</summary>
    Detr,

    /// <summary>boxes-labels-scores: torchvision style, with masks as from Mask R-CNN where there are any.</summary>
    BoxesLabelsScores,

    /// <summary>ssd: [1, 1, detections, 7], TensorFlow's boxes, classes, scores, count, or scores and boxes of all priors.</summary>
    Ssd,
}
