using System.CommandLine;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Parsing;

namespace ServerSessions.Cli.Commands;

/// <summary><c>sessions verify-webhook</c>: whether the sender of a received webhook has the secret.</summary>
internal sealed class VerifyWebhookCommand(CliConsole console)
{
    public static Command Create(CliConsole console)
    {
        var file = new Argument<string[]>("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "The received webhook; - is standard input." };
        var secret = new ValueOption<string>("--secret", "whsec_...", "a secret that begins with whsec_", "The secret that the webhook was set up with.", text => text);
        var command = new CliCommand("verify-webhook", "Whether a received webhook's signature holds.")
        {
            About = """
                Reads { "headers": { ... }, "body": "..." } and checks the signature as Standard Webhooks 1.0 says, over the exact text of
                body. The timestamp may be 5 minutes off this machine's clock.
                """,
            ExitCodes = "0 the signature holds, 1 it does not, 2 bad arguments or a file that cannot be used.",
        };
        command.Arguments.Add(file);
        command.Options.Add(secret);
        command.SetAction((parse, _) => new VerifyWebhookCommand(console).RunAsync(parse.GetValue(secret), parse.GetValue(file) ?? []));
        return command;
    }

    private async Task<int> RunAsync(string? secret, string[] files)
    {
        if (files.Length > 1)
            throw new UsageException("verify-webhook reads one file at a time.");
        if (secret is null || files.Length == 0)
            throw new UsageException("verify-webhook needs --secret whsec_... and the name of a file.");
        var holds = Verify(Read(FileArgument.Once(files[0], "file", [])), secret);
        await console.Output.WriteLineAsync(holds
            ? "The signature holds."
            : "The signature does not hold: another secret, a changed body, a missing header, or a timestamp more than 5 minutes off.");
        return holds ? ExitCode.Done : ExitCode.Refused;
    }

    private ReceivedWebhookFile Read(string file)
    {
        try
        {
            using var content = LogFile.Open(file, console.Input);
            return ReceivedWebhookFile.Read(file, content.Content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException($"The file '{file}' could not be read: {exception.Message}", exception);
        }
    }

    private bool Verify(ReceivedWebhookFile received, string secret)
    {
        try
        {
            return WebhookSignature.Verify(received.Body, received.Headers, secret, console.Time);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}
