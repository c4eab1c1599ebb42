using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Commands;

/// <summary><c>sessions verify-webhook</c>: whether a webhook that was received came from who knows the secret.</summary>
internal sealed class VerifyWebhookCommand : ICliCommand
{
    public string Name => "verify-webhook";

    public string Summary => "whether a received webhook's signature holds";

    public string Help => """
        sessions verify-webhook --secret whsec_... FILE

        Reads { "headers": { ... }, "body": "..." } and checks the signature as Standard Webhooks 1.0 says, over the exact text of
        body. The timestamp may be 5 minutes off this machine's clock. - is standard input.

          --secret whsec_...   the secret that the webhook was set up with
          --help               this text

        Exit codes: 0 the signature holds, 1 it does not, 2 bad arguments or a file that cannot be used.

        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CliConsole console)
    {
        var (secret, file) = Parse(arguments);
        var received = Read(file, console);
        var holds = Verify(received, secret, console.Time);
        await console.Output.WriteLineAsync(holds
            ? "The signature holds."
            : "The signature does not hold: another secret, a changed body, a missing header, or a timestamp more than 5 minutes off.");
        return holds ? ExitCode.Done : ExitCode.Refused;
    }

    private static (string Secret, string File) Parse(IReadOnlyList<string> arguments)
    {
        var reader = new ArgumentReader(arguments);
        string? secret = null, file = null;
        while (reader.Read())
        {
            if (reader.Option is null)
                file = file is null ? reader.Operand : throw new UsageException("verify-webhook reads one file at a time.");
            else if (reader.Option == "--secret")
                secret = reader.Value("a secret that begins with whsec_");
            else
                throw new UsageException($"verify-webhook has no option {reader.Option}. 'sessions verify-webhook --help' lists them.");
        }

        if (secret is null || file is null)
            throw new UsageException("verify-webhook needs --secret whsec_... and the name of a file.");
        return (secret, file == LogFile.StandardInput ? file : FileArgument.Readable(file, "file"));
    }

    private static ReceivedWebhookFile Read(string file, CliConsole console)
    {
        try
        {
            using var content = LogFile.Open(file, console.Input);
            return ReceivedWebhookFile.Read(file, content.Content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file '{file}' could not be read: {exception.Message}", exception);
        }
    }

    private static bool Verify(ReceivedWebhookFile received, string secret, TimeProvider time)
    {
        try
        {
            return WebhookSignature.Verify(received.Body, received.Headers, secret, time);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}
