namespace OSGeo.OGR;

public enum wkbGeometryType
{
    wkbUnknown = 0,
    wkbPoint = 1,
    wkbLineString = 2,
    wkbPolygon = 3,
    wkbMultiPoint = 4,
    wkbMultiLineString = 5,
    wkbMultiPolygon = 6,
    wkbGeometryCollection = 7,
    wkbCircularString = 8,
    wkbCompoundCurve = 9,
    wkbCurvePolygon = 10,
    wkbMultiCurve = 11,
    wkbMultiSurface = 12,
    wkbNone = 100,
    wkbLinearRing = 101,
    wkbPoint25D = -2147483647,
    wkbLineString25D = -2147483646,
    wkbPolygon25D = -2147483645,
    wkbMultiPoint25D = -2147483644,
    wkbMultiLineString25D = -2147483643,
    wkbMultiPolygon25D = -2147483642,
    wkbGeometryCollection25D = -2147483641,
}

public enum wkbByteOrder
{
    wkbXDR = 0,
    wkbNDR = 1,
}

public enum FieldType
{
    OFTInteger = 0,
    OFTIntegerList = 1,
    OFTReal = 2,
    OFTRealList = 3,
    OFTString = 4,
    OFTStringList = 5,
    OFTBinary = 8,
    OFTDate = 9,
    OFTTime = 10,
    OFTDateTime = 11,
    OFTInteger64 = 12,
    OFTInteger64List = 13,
}

public enum FieldSubType
{
    OFSTNone = 0,
    OFSTBoolean = 1,
    OFSTInt16 = 2,
    OFSTFloat32 = 3,
    OFSTJSON = 4,
    OFSTUUID = 5,
}
