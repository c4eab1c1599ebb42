using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Replay;

public sealed class GeoCheckTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_file_of_places_is_read_and_it_is_said_that_no_rule_uses_it()
    {
        var result = await Run(_cli.Log("places.csv", "ip,country,lat,lon", "", "192.0.2.1,DE,52.5,13.4", "2001:db8::1,US,-40,-179.9"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("no rule uses places yet", result.Error, StringComparison.Ordinal);
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
    public async Task A_database_must_carry_its_metadata()
    {
        Assert.Equal(0, (await Run(_cli.Bytes("a.mmdb", [1, 2, 0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8, 3]))).ExitCode);
        var broken = await Run(_cli.Bytes("b.mmdb", [1, 2, 3]));
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("no MaxMind metadata", broken.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> Run(string file) => _cli.RunAsync("replay", _cli.Log("a.log", LogLine.Combined()), "--geo", file);
}
