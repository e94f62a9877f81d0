namespace RedKube.AppHost;

/// <summary>A value that whoever deploys can change.</summary>
/// <param name="Value">What it is now.</param>
/// <param name="Parameter">The parameter that carries it; null in the manifest for aspirate, which replaces the default of a parameter by a random password.</param>
internal sealed record Setting(string Value, IResourceBuilder<ParameterResource>? Parameter);
