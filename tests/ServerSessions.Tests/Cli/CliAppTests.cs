using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli;

public sealed class CliAppTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var result = await _cli.RunAsync("--help");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(["  replay ", "  simulate ", "  verify-webhook "], name => Assert.Contains(name, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_of_a_command_needs_no_other_argument()
    {
        var result = await _cli.RunAsync("replay", "missing.log", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--timeout", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_the_help_goes_to_the_error_stream()
    {
        var result = await _cli.RunAsync();
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("replay", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_named()
    {
        var result = await _cli.RunAsync("replya");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no command 'replya'", result.Error, StringComparison.Ordinal);
    }
}
