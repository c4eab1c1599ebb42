using System.Text;
using System.Text.Json;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Commands;

public sealed class VerifyWebhookCommandTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Body = """{"type":"session.alert","text":"caf\u00e9 ✓"}""";
    private static readonly DateTimeOffset Sent = new(2026, 5, 17, 10, 0, 0, TimeSpan.Zero);

    private readonly CliRun _cli = new() { Time = new StillClock(Sent) };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_signature_that_holds_exits_with_0()
    {
        var result = await Run(File(Body));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("holds", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_read_for_a_dash()
    {
        _cli.Input = System.IO.File.ReadAllBytes(File(Body));
        Assert.Equal(0, (await Run("-")).ExitCode);
    }

    [Fact]
    public async Task A_changed_body_another_secret_or_an_old_timestamp_exits_with_1()
    {
        Assert.Equal(1, (await Run(File(Body + " "))).ExitCode);
        Assert.Equal(1, (await Run(File(Body), "whsec_" + Convert.ToBase64String(new byte[32]))).ExitCode);
        _cli.Time = new StillClock(Sent.AddMinutes(5).AddSeconds(1));
        var late = await Run(File(Body));
        Assert.Equal(1, late.ExitCode);
        Assert.Contains("does not hold", late.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it is not JSON", "nonsense")]
    [InlineData("a member is missing", "[]")]
    [InlineData("a member is missing", """{"headers":{}}""")]
    [InlineData("a member is missing", """{"headers":[],"body":""}""")]
    [InlineData("'webhook-id' is neither", """{"headers":{"webhook-id":7},"body":""}""")]
    [InlineData("half of a surrogate pair", """{"headers":{},"body":"\ud800"}""")]
    public async Task A_file_that_cannot_be_used_exits_with_2(string message, string content)
    {
        var result = await Run(_cli.Bytes("hook.json", Encoding.UTF8.GetBytes(content)));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_packed_by_its_name_only_exits_with_2()
    {
        var result = await Run(_cli.Bytes("hook.json.gz", "{}"u8.ToArray()));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("not packed by gzip", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_secret_exits_with_2_and_is_not_repeated()
    {
        var result = await Run(File(Body), "whsec_hunter2");
        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("hunter2", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("needs --secret", "hook.json")]
    [InlineData("needs --secret", "--secret", Secret)]
    [InlineData("is not there", "--secret", Secret, "missing.json")]
    [InlineData("one file at a time", "--secret", Secret, "a", "b")]
    [InlineData("no option --json", "--json")]
    public async Task Arguments_that_cannot_be_used_exit_with_2(string message, params string[] arguments)
    {
        var result = await _cli.RunAsync(["verify-webhook", .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> Run(string file, string secret = Secret) => _cli.RunAsync("verify-webhook", "--secret", secret, file);

    /// <summary>A webhook whose signature is over the body of this class, with the body given.</summary>
    private string File(string body) => _cli.Bytes("hook.json", JsonSerializer.SerializeToUtf8Bytes(new
    {
        headers = new Dictionary<string, string>
        {
            ["webhook-id"] = "alert_1",
            ["Webhook-Timestamp"] = Sent.ToUnixTimeSeconds().ToString(),
            ["webhook-signature"] = WebhookSignature.Sign("alert_1", Sent, Encoding.UTF8.GetBytes(Body), Secret),
        },
        body,
    }));
}
