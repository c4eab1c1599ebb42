using System.Text.Json;

namespace ServerSessions.Tests.Support;

/// <summary>What a run of the tool left behind.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public long Number(string member) => Json.GetProperty(member).GetInt64();

    public double Value(string member) => Json.GetProperty(member).GetDouble();

    /// <summary>The rows of a top list, each as its values with a blank between.</summary>
    public string[] Rows(string member) =>
        Json.GetProperty(member).EnumerateArray().Select(row => string.Join(' ', row.EnumerateObject().Select(cell => cell.Value.ToString()))).ToArray();
}
