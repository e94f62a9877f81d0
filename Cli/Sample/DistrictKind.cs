namespace RedKube.Cli.Sample;

/// <summary>What a district of 768 × 768 pixels is used for.</summary>
internal enum DistrictKind
{
    Sea,
    Port,
    Airfield,
    Town,
    Country,
}
