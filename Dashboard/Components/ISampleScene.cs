namespace RedKube.Dashboard.Components;

/// <summary>Makes the synthetic scene on which a newcomer tries the program. A host that can gives one; without it nobody is offered it.</summary>
public interface ISampleScene
{
    /// <summary>Makes the scene.</summary>
    /// <param name="file">The GeoTIFF to write; what is there is replaced.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <exception cref="Core.Errors.RedKubeException">RK4001, RK4004: it cannot be written.</exception>
    Task MakeAsync(string file, CancellationToken cancellation);
}
