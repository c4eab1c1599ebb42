using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerSessions.Storage;

namespace ServerSessions.Recordings.Hosting;

/// <summary>Refuses a start with which recordings would be scattered over nodes, or would contradict the profile.</summary>
internal sealed class RecordingStartCheck(ISessionStorage storage, IRecordingStore store, IOptions<SessionProcessingOptions> options) : IHostedService
{
    private const string InProcess = "in-process";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Profile == TrackingProfile.AudienceOnly)
            throw new InvalidOperationException("Recordings are of single sessions, which the profile AudienceOnly does not show. Remove AddSessionRecording, or set another profile.");
        if (storage.Name != InProcess && !store.IsShared)
            throw new InvalidOperationException(
                $"The storage is \"{storage.Name}\", which several nodes can share, and recordings are in a folder of this machine: a node would not find what another one has stored. "
                + "Write FolderIsShared = true in AddSessionRecording if every node reaches the folder (or there is one node only), or keep them in a bucket (StoreRecordingsInS3, package ServerSessions.Recordings.S3) or an IRecordingStore of your own.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
