using Microsoft.Extensions.Options;
using ServerSessions.PersonalData;
using ServerSessions.Reports;

namespace ServerSessions.Recordings.Storing;

/// <summary>How long recordings are kept, for the report about retention.</summary>
internal sealed class RecordingRetention(RecordingTable table, IOptions<SessionRecordingOptions> options) : IRetainedKind
{
    public async ValueTask<RecordRetention> ReadAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? oldest = null;
        await foreach (var (_, recordings) in table.ListAsync(DateTimeOffset.MaxValue, cancellationToken))
            if (recordings.Recordings is [var first, ..] && DateTimeOffset.FromUnixTimeMilliseconds(first.At) is var at && !(oldest <= at))
                oldest = at;
        return new("recordings", options.Value.Retention, oldest, "after their start, or earlier above the quota");
    }
}
