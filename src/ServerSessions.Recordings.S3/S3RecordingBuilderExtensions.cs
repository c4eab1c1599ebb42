using Amazon.S3;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerSessions;
using ServerSessions.Recordings.S3;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps recordings in a bucket.</summary>
public static class S3RecordingBuilderExtensions
{
    /// <summary>
    /// Keeps the encrypted recordings of <c>AddSessionRecording</c> in a bucket that speaks the S3 protocol, which every node reaches, instead of a folder. The client is the
    /// <see cref="IAmazonS3"/> that the application registers; without one, a client with the SDK's usual sources of region and credentials. The bucket must exist; its client
    /// needs the rights to list it and to get, put and delete objects. What cannot be stored is logged and counted, and the recording has a gap.
    /// </summary>
    /// <param name="builder">The builder, of <c>AddSessionTracking</c>.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="prefix">Begin of the keys, 1 to 200 characters; "session-recordings/" by default. Objects with other keys are left alone.</param>
    /// <exception cref="ArgumentException">The name of the bucket is empty, or the prefix is empty or too long.</exception>
    public static SessionTrackingBuilder StoreRecordingsInS3(this SessionTrackingBuilder builder, string bucket, string prefix = "session-recordings/")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(bucket);
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        if (prefix.Length > MaxPrefix)
            throw new ArgumentException($"The prefix has {prefix.Length} characters; expected at most {MaxPrefix}.", nameof(prefix));
        builder.Services.TryAddSingleton<IAmazonS3>(_ => new AmazonS3Client());
        builder.Services.Replace(ServiceDescriptor.Singleton<IRecordingStore>(provider => new S3RecordingStore(provider.GetRequiredService<IAmazonS3>(), bucket, prefix)));
        return builder;
    }

    private const int MaxPrefix = 200;
}
