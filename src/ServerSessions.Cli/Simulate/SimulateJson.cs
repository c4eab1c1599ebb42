using System.Text.Encodings.Web;
using System.Text.Json;
using ServerSessions.Cli.Simulate.Evading;

namespace ServerSessions.Cli.Simulate;

/// <summary>The report as one JSON object.</summary>
internal static class SimulateJson
{
    private static readonly SimulateJsonContext Readable = new(new JsonSerializerOptions(SimulateJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    public static string Write(SimulateReport report) => JsonSerializer.Serialize(report, Readable.SimulateReport);

    public static string Write(EvasionReport report) => JsonSerializer.Serialize(report, Readable.EvasionReport);
}
