using ServerSessions;
using ServerSessions.Places;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Looks places up in a database that the owner supplies.</summary>
public static class MaxMindBuilderExtensions
{
    /// <summary>
    /// Looks places up in a database in MaxMind DB format (.mmdb) that you supply: cities, countries, or anonymous networks. It is read into
    /// memory when the application starts, which fails when the file is not there or is no such database; an entry that is damaged has no place, and is counted as a fault of the locator. Call it again for a second database.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file; a newer one is taken at the next start.</param>
    public static SessionTrackingBuilder UseGeoDatabase(this SessionTrackingBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Services.AddSingleton<IGeoLocator>(_ => DatabaseLocator.Open(path));
        return builder;
    }
}
