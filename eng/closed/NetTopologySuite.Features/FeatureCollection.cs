using System.Collections.ObjectModel;

namespace NetTopologySuite.Features;

/// <summary>A list of features.</summary>
public class FeatureCollection : Collection<IFeature>;
