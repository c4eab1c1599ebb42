using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Replay;

public sealed class GeoFileTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("places.csv", 1)]
    [InlineData("places.mmdb", 1)]
    [InlineData(null, 0)]
    public async Task One_user_in_two_places_is_raised_when_the_places_are_known(string? places, int alerts)
    {
        var log = _cli.Log("a.jsonl", Seen("09:00", "192.0.2.1", "Firefox"), Seen("09:40", "198.51.100.1", "Chrome"));
        string[] geo = places is null ? [] : ["--geo", places.EndsWith("csv", StringComparison.Ordinal)
            ? _cli.Log(places, "ip,country,lat,lon", "", "192.0.2.1,DE,52.5,13.4", "198.51.100.1,AU,-33.9,151.2")
            : _cli.Bytes(places, new MmdbWriter().Add("192.0.2.0/24", Place("DE", 52.5, 13.4)).Add("198.51.100.0/24", Place("AU", -33.9, 151.2)).Write())];
        var output = Path.Combine(Path.GetDirectoryName(log)!, "alerts.jsonl");
        var result = await _cli.RunAsync(["replay", log, .. geo, "--alerts", output]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var lines = await File.ReadAllLinesAsync(output);
        Assert.Equal(alerts, lines.Length);
        Assert.All(lines, line => Assert.Contains("\"rule\":\"D15\"", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Contains("\"subject\":{\"ip\":\"198.51.100.1\",\"account\":\"ann\"}", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("192.0.2.1,DE,52.5")]
    [InlineData("192.0.2.1,DE,91,13")]
    [InlineData("192.0.2.1,DE,NaN,13")]
    [InlineData("192.0.2.1,Germany,52,13")]
    [InlineData("somewhere,DE,52,13")]
    public async Task A_line_that_is_no_place_is_named(string line)
    {
        var result = await Run(_cli.Log("places.csv", "192.0.2.9,FR,48,2", line));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("line 2: expected ip,country,lat,lon", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_none_is_refused()
    {
        var broken = await Run(_cli.Bytes("b.mmdb", [1, 2, 3]));
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("no MaxMind DB file", broken.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Run(_cli.Bytes("a.mmdb", [1, 2, 0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8, 3]))).ExitCode);
    }

    private static string Seen(string time, string ip, string agent) =>
        $$"""{"time":"2026-01-05T{{time}}:00Z","ip":"{{ip}}","method":"GET","path":"/account","status":200,"userAgent":"{{agent}}","user":"ann"}""";

    private static Dictionary<string, object> Place(string country, double latitude, double longitude) => new()
    {
        ["country"] = new Dictionary<string, object> { ["iso_code"] = country },
        ["location"] = new Dictionary<string, object> { ["latitude"] = latitude, ["longitude"] = longitude },
    };

    private Task<CliResult> Run(string file) => _cli.RunAsync("replay", _cli.Log("a.log", LogLine.Combined()), "--geo", file);
}
