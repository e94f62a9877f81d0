using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RedKube.Core.Jobs;
using RedKube.Core.Outputs;

namespace RedKube.Adapters.S3;

/// <summary>Puts storage into a host.</summary>
public static class StorageServices
{
    /// <summary>Adds job folders and outputs: paths stay on this machine, s3:// goes to S3. What is there already stays.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddRedKubeStorage(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<S3Storage>();
        services.TryAddSingleton<IJobFolders>(static s => new JobFolders(
            new LocalJobFolders(), new Dictionary<string, IJobFolders>(StringComparer.Ordinal) { [S3Address.Scheme] = s.GetRequiredService<S3Storage>().Folders }));
        services.TryAddSingleton<IOutputStore>(static s => new OutputStores(
            new LocalOutputStore(), new Dictionary<string, IOutputStore>(StringComparer.Ordinal) { [S3Address.Scheme] = s.GetRequiredService<S3Storage>().Outputs }));
        return services;
    }
}
