using ServerSessions.Detection;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys;

/// <summary>
/// Chooses the sessions to which a finding about an actor applies. For a network or a source these are only its sessions that have themselves tried three accounts
/// or objects with requests that no page can induce. An account, an endpoint or the site gets no response, because others acted on it.
/// </summary>
internal static class ResponseCandidates
{
    private const int OwnPieces = 3;

    /// <summary>What an actor's finding reports to sessions: it counts against one, is answered in some, or both.</summary>
    public static IEnumerable<Signal> Notices(DetectionResult result)
    {
        var isPerson = IsAboutPerson(result.Alert);
        var blamed = result.IsToAnswer ? result.Blamed : default;
        DetectionMode? mode = result.Mode >= DetectionMode.Shadow ? result.Mode : null;
        if (blamed != default)
            yield return Notice(blamed, SessionFindingNotice.Of(result.Alert, isAnswerOnly: false, isPerson ? null : mode));
        if (mode is null)
            yield break;
        foreach (var signIn in isPerson ? SignIns(result) : [])
            yield return Notice(signIn.Session, SessionFindingNotice.Of(AsStated(result), isAnswerOnly: true, mode, signIn));
        foreach (var session in isPerson ? [] : Of(result))
            if (session != blamed)
                yield return Notice(session, SessionFindingNotice.Of(result.Alert, isAnswerOnly: true, mode));
    }

    /// <param name="alert">The finding.</param>
    /// <param name="session">The session it is answered in.</param>
    /// <param name="live">Its state while it is open; null when it has closed.</param>
    /// <param name="isEnforced">Whether it is carried out.</param>
    /// <param name="signIn">Of a finding about an account or a user: the sign-in that it is about.</param>
    public static ResponseCandidate Of(Alert alert, SessionId session, LiveSession? live, bool isEnforced, FoundSignIn signIn = default) => new()
    {
        Alert = alert with { Finding = alert.Finding with { Evidence = [.. alert.Finding.Evidence.TakeLast(1)] } },
        Session = session.ToString(),
        Key = live is null ? null : Text(live.Key),
        KeyKind = live?.KeyKind ?? default,
        AuthSession = Text(IsAboutPerson(alert) ? signIn.AuthSession : live?.AuthSession ?? default),
        IsSignInOnly = IsAboutPerson(alert),
        User = Text(signIn.User.IsNone ? live?.User ?? default : signIn.User),
        IsEnforced = isEnforced,
    };

    // Others have their part in what is found about an account or a user. Only the sign-in that the rule found is answered then: neither the browser, which may be the
    // owner's, nor what was signed in there since.
    private static bool IsAboutPerson(Alert alert) => alert.Finding.Subject.Kind is ActorKind.Account or ActorKind.User;

    // An account's owner is not at fault for what others did to the account, except where the rule names the session that did it.
    private static IReadOnlyList<FoundSignIn> SignIns(DetectionResult result) =>
        (result.IsToAnswer || result.IsEachSignInAnswered) && (result.Blamed != default || result.Alert.Finding.Subject.Kind == ActorKind.User) ? result.SignIns : [];

    // A sign-in that joins a known alert is answered for what was found of it, not for the worst of the hour.
    private static Alert AsStated(DetectionResult result) =>
        result.IsToAnswer ? result.Alert : result.Alert with { Finding = result.Alert.Finding with { Severity = result.Stated } };

    private static Signal Notice(SessionId session, SessionFindingNotice notice) => new(ActorKind.Session, default, session, notice);

    private static string? Text(Pseudonym pseudonym) => pseudonym.IsNone ? null : pseudonym.ToString();

    private static IEnumerable<SessionId> Of(DetectionResult result)
    {
        var finding = result.Alert.Finding;
        if (result.Blamed != default)
            return result.IsToAnswer ? [result.Blamed] : [];
        return finding.Subject.Kind switch
        {
            ActorKind.Device => result.IsToAnswer && Newest(finding) is { } session ? [session] : [],
            ActorKind.Source or ActorKind.Network => Busy(finding, result.IsNews),
            _ => [],
        };
    }

    // When the finding is new or has risen, all that have done enough; later the one that has just come to it.
    private static IEnumerable<SessionId> Busy(Finding finding, bool isNews)
    {
        var newest = Newest(finding);
        foreach (var session in finding.Evidence.Where(e => e.Session is not null && !e.Induced).GroupBy(e => e.Session!, e => e.Detail ?? e.Step, StringComparer.Ordinal))
            if (session.Distinct(StringComparer.Ordinal).Count() is var own && (isNews ? own >= OwnPieces : own == OwnPieces)
                && SessionId.TryParse(session.Key, out var id) && (isNews || id == newest))
                yield return id;
    }

    private static SessionId? Newest(Finding finding) =>
        finding.Evidence is [.., { Session: { } session, Induced: false }] && SessionId.TryParse(session, out var id) ? id : null;
}
