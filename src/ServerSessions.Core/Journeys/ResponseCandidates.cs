using ServerSessions.Detection;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys;

/// <summary>
/// Which sessions a finding about an actor is answered in. A network or a source is no session: only those of its sessions that have tried three
/// accounts or objects themselves are meant, which no page can have made them do. An account, an endpoint and the site are never acted against, for what others did to them.
/// </summary>
internal static class ResponseCandidates
{
    private const int OwnPieces = 3;

    /// <summary>What an actor's finding tells sessions: it counts against one, is answered in some, or both.</summary>
    public static IEnumerable<Signal> Notices(DetectionResult result)
    {
        var blamed = result.IsToAnswer ? result.Blamed : default;
        DetectionMode? mode = result.Mode >= DetectionMode.Shadow ? result.Mode : null;
        if (blamed != default)
            yield return new Signal(ActorKind.Session, default, blamed, SessionFindingNotice.Of(result.Alert, isAnswerOnly: false, mode, result.SignIn));
        foreach (var session in Of(result))
            if (session != blamed)
                yield return new Signal(ActorKind.Session, default, session, SessionFindingNotice.Of(result.Alert, isAnswerOnly: true, mode, result.SignIn));
    }

    /// <param name="alert">The finding.</param>
    /// <param name="live">The session it is answered in.</param>
    /// <param name="isEnforced">Whether it is carried out.</param>
    /// <param name="signIn">Of a finding about an actor: the sign-in that its newest evidence shows.</param>
    public static ResponseCandidate Of(Alert alert, LiveSession live, bool isEnforced, Pseudonym signIn = default) => new()
    {
        Alert = alert with { Finding = alert.Finding with { Evidence = [.. alert.Finding.Evidence.TakeLast(1)] } },
        Session = live.Id.ToString(),
        Key = live.Key.ToString(),
        KeyKind = live.KeyKind,
        AuthSession = Text(IsAboutPerson(alert) ? signIn : live.AuthSession),
        IsSignInOnly = IsAboutPerson(alert),
        User = Text(live.User),
        IsEnforced = isEnforced,
    };

    // Others have their part in what is found about an account or a user. Only the sign-in that the rule found is answered then: neither the browser, which may be the
    // owner's, nor what was signed in there since.
    private static bool IsAboutPerson(Alert alert) => alert.Finding.Subject.Kind is ActorKind.Account or ActorKind.User;

    private static string? Text(Pseudonym pseudonym) => pseudonym.IsNone ? null : pseudonym.ToString();

    private static IEnumerable<SessionId> Of(DetectionResult result)
    {
        var finding = result.Alert.Finding;
        if (result.Mode < DetectionMode.Shadow)
            return [];
        if (result.Blamed != default)
            return result.IsToAnswer ? [result.Blamed] : [];
        return finding.Subject.Kind switch
        {
            ActorKind.User or ActorKind.Device => result.IsToAnswer && Newest(finding) is { } session ? [session] : [],
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
