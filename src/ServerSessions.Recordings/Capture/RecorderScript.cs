using System.Text.Json;
using ServerSessions.Recordings.Assets;
using ServerSessions.Recordings.Masking;

namespace ServerSessions.Recordings.Capture;

/// <summary>The script that records: the library, the list of attributes that the server accepts, and what masks and sends.</summary>
internal static class RecorderScript
{
    public static RecordingAsset Asset { get; } = RecordingAsset.Of("recorder.js", RecordingAsset.Read("recorder.js")
        .Replace("/*@rrweb@*/", RecordingAsset.Read("rrweb-record.min.js"), StringComparison.Ordinal)
        .Replace("/*@attributes@*/[]", JsonSerializer.Serialize(AttributeRules.Every), StringComparison.Ordinal));
}
