using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Commands;

public sealed class ReplayArgumentsTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("replay has no option --colour", "--colour")]
    [InlineData("--format was given 'xml'", "--format", "xml")]
    [InlineData("--format needs auto, combined, common, vhost, w3c, jsonl or alb after it", "--format")]
    [InlineData("--format needs auto, combined, common, vhost, w3c, jsonl or alb after it", "--format", "--json")]
    [InlineData("--key was given 'ua'", "--key=ua")]
    [InlineData("--timeout was given '30'", "--timeout", "30")]
    [InlineData("--timeout was given 'm'", "--timeout", "m")]
    [InlineData("--timeout was given '+5m'", "--timeout", "+5m")]
    [InlineData("--timeout was given '1.5h'", "--timeout", "1.5h")]
    [InlineData("--timeout was given '40000d'", "--timeout", "40000d")]
    [InlineData("--timeout was given '99999999999999999999s'", "--timeout", "99999999999999999999s")]
    [InlineData("--json takes no value, but 'yes' was given", "--json=yes")]
    [InlineData("--login was given 'sign-in'", "--login", "sign-in")]
    [InlineData("--login-failure was given '9'", "--login-failure", "401,9")]
    [InlineData("--account-field was given 'mail'", "--account-field", "mail")]
    [InlineData("--geo was given 'places.txt'", "--geo", "places.txt")]
    [InlineData("The geo file 'places.csv' is not there", "--geo", "places.csv")]
    [InlineData("The route file 'no-routes' is not there", "--routes", "no-routes")]
    [InlineData("there is no folder", "--alerts", "no-folder/alerts.jsonl")]
    [InlineData("The log 'missing.log' is not there", "missing.log")]
    [InlineData("can be read only once", "-", "-")]
    [InlineData("The log '--json' is not there", "--", "--json")]
    public async Task An_unusable_argument_is_named_and_exits_with_2(string message, params string[] arguments)
    {
        var result = await _cli.RunAsync(["replay", _cli.Log("a.log"), .. arguments]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_is_needed()
    {
        var result = await _cli.RunAsync("replay", "--json");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("replay needs the name of a log", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_no_log()
    {
        var result = await _cli.RunAsync("replay", Path.GetDirectoryName(_cli.PathOf("x"))!);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is a folder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_would_be_taken_for_a_login_path_is_not_lost()
    {
        var result = await _cli.RunAsync("replay", "-", "--login", "/sign-in", _cli.Log("a.log"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("which is a file", result.Error, StringComparison.Ordinal);
    }
}
