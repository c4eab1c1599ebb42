using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>One line of <c>--alerts</c>: a finding in its final state, with its subject as the log names it.</summary>
/// <param name="Finding">The newest state.</param>
/// <param name="Subject">The subject of the finding.</param>
/// <param name="Requests">Requests of the subject until the alert was raised.</param>
internal sealed record ReplayAlert(Finding Finding, ReplaySubject Subject, long Requests)
{
    /// <summary>The account that it is about, an id among the users.</summary>
    public int Account { get; init; } = LogRecord.None;

    /// <summary>The addresses that its evidence came from, by time, where an account was used from several.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}
