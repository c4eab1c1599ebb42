using System.Text.Json;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Replay;

/// <summary>Replays lines and reads the files that <c>--alerts</c> and <c>--steps</c> leave.</summary>
internal static class ReplayLines
{
    public static Task<JsonElement[]> AlertsAsync(this CliRun cli, IEnumerable<string> lines, params string[] options) =>
        ReadAsync(cli, "--alerts", lines, options);

    public static Task<JsonElement[]> StepsAsync(this CliRun cli, IEnumerable<string> lines, params string[] options) =>
        ReadAsync(cli, "--steps", lines, options);

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).ToString();

    private static async Task<JsonElement[]> ReadAsync(CliRun cli, string option, IEnumerable<string> lines, string[] options)
    {
        var file = cli.PathOf("out.jsonl");
        var result = await cli.RunAsync(["replay", cli.Log("access.log", [.. lines]), option, file, "--json", .. options]);
        Assert.Equal(0, result.ExitCode);
        var read = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        if (option == "--alerts")
            Assert.Equal(read.Length, result.Number("alerts"));
        return read;
    }
}
