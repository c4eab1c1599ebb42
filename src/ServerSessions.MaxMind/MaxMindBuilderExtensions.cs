using ServerSessions;
using ServerSessions.Places;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Looks up places in a database file that you supply.</summary>
public static class MaxMindBuilderExtensions
{
    /// <summary>
    /// Looks up places in a file in MaxMind DB format (.mmdb) that you supply: cities, countries, or anonymous networks. The file is read into memory
    /// when the application starts; the start fails when the file is missing or invalid. A damaged entry has no place and is counted as a fault of the
    /// locator. Call the method again for a second database.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">Path of the file. It is read again at the next start.</param>
    public static SessionTrackingBuilder UseGeoDatabase(this SessionTrackingBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Services.AddSingleton<IGeoLocator>(_ => DatabaseLocator.Open(path));
        return builder;
    }
}
