using System.Text.Json;
using ServerSessions.Cli.Parsing;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli;

public sealed class CliAppTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_lists_the_commands(string argument)
    {
        var result = await _cli.RunAsync(argument);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(["  replay ", "  insight ", "  simulate", "  verify-webhook "], name => Assert.Contains(name, result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("replay", "--format", "--key", "--timeout", "--routes", "--login", "--login-failure", "--login-failure-redirect", "--account-field", "--alerts", "--steps", "--geo", "--json")]
    [InlineData("insight", "KIND", "retention", "--steps", "--order", "--window", "--unit", "--from", "--depth", "--backward", "--start", "--return", "--period", "--flow", "--feature", "--hub", "--goal", "--experiment", "--json")]
    [InlineData("simulate", "--url", "--in-process", "--scenario", "office-1000", "--visitors", "--seed", "--duration", "--json")]
    [InlineData("verify-webhook", "--secret", "FILE")]
    public async Task Help_of_a_command_names_its_options_and_exit_codes_whatever_else_is_given(string command, params string[] names)
    {
        foreach (string[] more in (string[][])[[], ["missing.log"], ["--colour"]])
        {
            var result = await _cli.RunAsync([command, .. more, "--help"]);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.All([.. names, "Exit codes: 0 ", " 2 "], name => Assert.Contains(name, result.Output, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_version_is_that_of_the_tool()
    {
        var result = await _cli.RunAsync("--version");
        Assert.Equal((0, "", VersionText.Version), (result.ExitCode, result.Error, result.Output.Trim()));
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
    }

    [Fact]
    public async Task Without_a_command_the_help_goes_to_the_error_stream()
    {
        var result = await _cli.RunAsync();
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("replay", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no command 'replya'", "replya")]
    [InlineData("There is no command '--colour'", "--colour")]
    [InlineData("replay has no option --colour", "replay", "--colour")]
    [InlineData("insight has no option --colour", "insight", "paths", "--colour", "red")]
    [InlineData("insight has no option --colour", "insight", "paths", "--steps", "a", "--colour")]
    [InlineData("simulate has no option --colour", "simulate", "--colour=red")]
    [InlineData("verify-webhook has no option -s", "verify-webhook", "-s", "whsec_x")]
    [InlineData("--json takes no value, but 'yes' was given", "simulate", "--json=yes")]
    [InlineData("--depth needs a number of steps after it", "insight", "paths", "--depth")]
    [InlineData("--seed needs a number after it", "simulate", "--seed", "--json")]
    [InlineData("--seed needs a number after it", "simulate", "--seed=")]
    [InlineData("--scenario needs the name of a scenario, or all after it", "simulate", "--scenario")]
    public async Task An_unknown_or_missing_argument_is_named_on_the_error_stream(string message, params string[] arguments)
    {
        var result = await _cli.RunAsync(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("sessions: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_values_that_cannot_be_used_are_named_at_once()
    {
        var error = (await _cli.RunAsync("simulate", "--seed", "x", "--visitors", "0")).Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, error.Length);
        Assert.Contains(error, line => line.StartsWith("sessions: --seed was given 'x'. Expected a whole number from 0", StringComparison.Ordinal));
        Assert.Contains(error, line => line.StartsWith("sessions: --visitors was given '0'. Expected a whole number from 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--key ", "ip-ua", "ip")]
    [InlineData("--form", "--format")]
    [InlineData("--account-field ", "user")]
    public async Task A_shell_completes_names_of_options_and_their_values(string typed, params string[] expected)
    {
        var line = $"sessions replay {typed}";
        var result = await _cli.RunAsync($"[suggest:{line.Length}]", line);
        Assert.Equal(0, result.ExitCode);
        Assert.All(expected, text => Assert.Contains(text, result.Output.Split('\n').Select(row => row.Trim())));
    }

    [Fact]
    public async Task A_path_of_the_site_is_no_request_for_help_and_the_last_value_of_an_option_counts()
    {
        var log = _cli.Log("a.log", LogLine.Combined(), LogLine.Combined("10:30:00"));
        var result = await _cli.RunAsync("replay", log, "--json", "--login", "/h", "/?", "--timeout", "10m", "--timeout=1h");
        Assert.Equal((0, 1), (result.ExitCode, result.Number("sessions")));
    }

    [Fact]
    public async Task A_log_after_the_paths_of_logins_is_a_log()
    {
        var log = Path.GetRelativePath(Environment.CurrentDirectory, _cli.Log("a.log", LogLine.Combined()));
        var result = await _cli.RunAsync("replay", "--login", "/sign-in", log, "--json");
        Assert.Equal((0, 1), (result.ExitCode, result.Number("requests")));
    }

    [Fact]
    public async Task A_log_may_have_the_name_of_a_response_file()
    {
        File.Copy(_cli.Log("a.log", LogLine.Combined()), _cli.PathOf("@a.log"));
        Assert.Equal(1, (await _cli.RunAsync("replay", "--json", _cli.PathOf("@a.log"))).Number("requests"));
    }

    [Fact]
    public void The_tool_needs_no_web_framework()
    {
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ServerSessions.Cli.runtimeconfig.json")));
        var options = config.RootElement.GetProperty("runtimeOptions");
        Assert.Equal("Microsoft.NETCore.App", options.GetProperty("framework").GetProperty("name").GetString());
        Assert.False(options.TryGetProperty("frameworks", out _));
    }
}
