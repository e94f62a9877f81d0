namespace RedKube.Core.Outputs;

/// <summary>Writes features to one file, in output order, holding none. Disposing without <see cref="Complete"/> leaves no usable file.</summary>
public interface IFeatureWriter : IDisposable
{
    /// <summary>Writes one feature.</summary>
    /// <param name="feature">The feature.</param>
    /// <exception cref="Errors.RedKubeException">RK4001, RK4004.</exception>
    void Write(Feature feature);

    /// <summary>Ends the file and flushes it to the disk.</summary>
    void Complete();
}
