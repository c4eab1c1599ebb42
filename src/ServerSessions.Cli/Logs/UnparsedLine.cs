namespace ServerSessions.Cli.Logs;

/// <param name="File">The file as it was named on the command line.</param>
/// <param name="Number">Line of that file, from 1.</param>
/// <param name="Text">The beginning of the line, raw.</param>
internal sealed record UnparsedLine(string File, long Number, string Text);
