namespace ServerSessions.Cli.Replay;

/// <summary>The key of a session; a line that names its session is keyed by that name.</summary>
internal enum ReplayKey
{
    AddressAndAgent,
    Address,
}
