using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerSessions.Cli.Replay;

/// <summary>The figures as one JSON object.</summary>
internal static class ReplayJson
{
    // Paths stay readable; this is a file or a terminal, not a page. Control characters are escaped all the same.
    private static readonly ReplayJsonContext Readable = new(new JsonSerializerOptions(ReplayJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    public static string Write(ReplayReport report) => JsonSerializer.Serialize(report, Readable.ReplayReport);
}
