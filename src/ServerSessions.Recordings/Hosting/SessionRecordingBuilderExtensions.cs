using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerSessions;
using ServerSessions.Consents;
using ServerSessions.Hosting;
using ServerSessions.Hosting.Configuration;
using ServerSessions.PersonalData;
using ServerSessions.Recordings.Capture;
using ServerSessions.Recordings.Diagnostics;
using ServerSessions.Recordings.Hosting;
using ServerSessions.Recordings.Receiving;
using ServerSessions.Recordings.Settings;
using ServerSessions.Recordings.Storing;
using ServerSessions.Recordings.Watching;
using ServerSessions.Reports;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds recordings to session tracking.</summary>
public static class SessionRecordingBuilderExtensions
{
    /// <summary>
    /// Adds recordings of sessions. They need consent of their own (<see cref="TrackingPurposes.Recording"/>, for which visitors are asked from now on), the endpoint
    /// <c>app.MapSessionRecording()</c>, and <c>&lt;session-recording /&gt;</c> in the pages to record. Settings come from <c>Recordings</c> of the tracking's section
    /// (<c>ServerSessions:Recordings</c>), then from <paramref name="configure"/>. docs/recordings.md has the details.
    /// </summary>
    /// <param name="builder">The builder, of <c>AddSessionTracking</c>.</param>
    /// <param name="configure">Changes settings. At least <see cref="SessionRecordingOptions.Folder"/> must be set, here or in the configuration.</param>
    public static SessionTrackingBuilder AddSessionRecording(this SessionTrackingBuilder builder, Action<SessionRecordingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(d => d.ServiceType == typeof(RecordingPath)))
            return builder;
        // First, so that what the application sets in code comes after it.
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<SessionRecordingOptions>>(provider => new ConfigureOptions<SessionRecordingOptions>(
            options => Configure(provider.GetRequiredService<SettingsSource>(), options))));
        services.AddSingleton(provider => new ReadSection(SectionOf(provider.GetRequiredService<SettingsSource>())?.Path ?? ""));
        services.AddOptions<SessionRecordingOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionRecordingOptions>, RecordingRanges>());
        services.PostConfigure<SessionTrackingOptions>(o => o.Consent.Recording ??= ConsentMode.OptIn);
        services.AddSingleton<RecordingPath>();
        services.AddSingleton<RecordingGate>();
        services.AddSingleton<RecordedRoutes>();
        services.AddSingleton<ChunkReceiver>();
        services.AddSingleton(provider => new RecordingMetrics(provider.GetRequiredService<IMeterFactory>()));
        services.TryAddSingleton(FolderOf);
        services.AddSingleton<RecordingCipher>();
        services.AddSingleton<RecordingTable>();
        services.AddSingleton<RecordingReader>();
        services.AddSingleton<RecordingRemoval>();
        services.AddSingleton<ViewLog>();
        services.AddSingleton<IConsentErasure, RecordingWithdrawal>();
        services.AddPersonalRecords<RecordingRecords>().AddPersonalRecords<ViewRecords>();
        services.AddSingleton<IRetainedKind, RecordingRetention>();
        services.AddSingleton<IRecordedSessions, RecordedSessions>();
        services.AddSingleton<ISessionRecordings, StoredRecordings>();
        services.AddSingleton<IAdminRoutes, RecordingAdminRoutes>();
        services.AddHostedService<RecordingStartCheck>();
        services.AddSingleton<RecordingHousekeeping>();
        services.AddHostedService(provider => provider.GetRequiredService<RecordingHousekeeping>());
        return builder;
    }

    private static void Configure(SettingsSource source, SessionRecordingOptions options)
    {
        if (SectionOf(source) is { } section)
            ConfiguredSettings.Read(section, options);
    }

    private static IConfigurationSection? SectionOf(SettingsSource source) => source.Section?.GetSection(ConfiguredSettings.Recordings);

    private static IRecordingStore FolderOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<SessionRecordingOptions>>().Value;
        if (string.IsNullOrWhiteSpace(options.Folder))
            throw new InvalidOperationException(
                "Recordings need a folder, or an IRecordingStore that the application registers. Write AddSessionRecording(o => o.Folder = \"recordings\"), outside of what the application serves.");
        var root = provider.GetRequiredService<IHostEnvironment>().ContentRootPath;
        return new FolderRecordingStore(Path.GetFullPath(options.Folder, root), options.FolderIsShared);
    }
}
