namespace ServerSessions.Cli.Replay;

/// <summary>What a session is keyed by; a line that names its session is keyed by that.</summary>
internal enum ReplayKey
{
    AddressAndAgent,
    Address,
}
