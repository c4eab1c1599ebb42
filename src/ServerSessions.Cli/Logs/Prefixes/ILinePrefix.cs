namespace ServerSessions.Cli.Logs.Prefixes;

/// <summary>What a log collector or a container runtime writes before each line of a server.</summary>
internal interface ILinePrefix
{
    /// <param name="line">The whole line.</param>
    /// <param name="rest">The server's own line; good until the next call.</param>
    bool TryStrip(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> rest);
}
