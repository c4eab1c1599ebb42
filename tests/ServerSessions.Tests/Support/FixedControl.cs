
namespace ServerSessions.Tests.Support;

/// <summary>Shows decisions of every kind, made of the same data as the reports; nothing can be decided.</summary>
internal sealed class FixedControl(FixedReports reports) : ISessionControl
{
    public ValueTask<IReadOnlyList<SessionDecision>> ActiveAsync(CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? [] : [reports.Data.Decision(DecisionState.Active), reports.Data.Decision(DecisionState.Active, "D5")]);

    public ValueTask<IReadOnlyList<SessionDecision>> ListForSessionAsync(SessionId session, CancellationToken cancellationToken = default) => new(reports.IsEmpty ? [] : All());

    public ValueTask<IReadOnlyList<SessionDecision>> ListForAlertAsync(Alert alert, CancellationToken cancellationToken = default) => new(reports.IsEmpty ? [] : All());

    public ValueTask<Page<SessionDecision>> ListAsync(string? after = null, int limit = 50, CancellationToken cancellationToken = default) => after == "foreign"
        ? throw new ArgumentException("The cursor <b>foreign</b> is not one of ours.")
        : new(new Page<SessionDecision>(reports.IsEmpty ? [] : All(), reports.IsEmpty ? null : reports.Next));

    public ValueTask<SessionDecision?> FindAsync(string decision, CancellationToken cancellationToken = default) =>
        new(reports.IsEmpty ? null : reports.Data.Decision(DecisionState.Active));

    public ValueTask<SessionDecision?> RevokeAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default) => throw Never();

    public ValueTask<SessionDecision?> ChallengeAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default) => throw Never();

    public ValueTask<SessionDecision?> ThrottleAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default) => throw Never();

    public ValueTask<SessionDecision?> BlockAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default) => throw Never();

    public ValueTask<IReadOnlyList<SessionDecision>> ReleaseAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default) => throw Never();

    public ValueTask<SessionDecision?> ReleaseAsync(string decision, ResponseNote note, CancellationToken cancellationToken = default) => throw Never();


    private SessionDecision[] All() => [.. Enum.GetValues<DecisionState>().Select(state => reports.Data.Decision(state, state == DecisionState.Shadow ? "D5" : null))];

    private static NotSupportedException Never() => new("A page only shows.");
}
