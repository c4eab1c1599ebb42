using System.Text;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Journeys.Actors;

/// <summary>A finding about an actor on its way to a session: it counts against it, is answered in it, or both. The newest piece of evidence comes with it.</summary>
/// <param name="Alert">The finding with its id.</param>
/// <param name="IsBlame">It counts against the session.</param>
/// <param name="Mode">The rule's mode where the session is to be responded to; else null.</param>
/// <param name="SignIn">The sign-in that the newest evidence shows; none where it shows none.</param>
internal readonly record struct BlameNotice(Alert Alert, bool IsBlame, DetectionMode? Mode, Pseudonym SignIn = default)
{
    private const string Property = "alert";
    private const string ModeProperty = "mode";
    private const string OnlyProperty = "only";
    private const string SignInProperty = "signIn";

    public static Signal Of(Alert alert, SessionId session, bool isBlame = true, DetectionMode? mode = null, Pseudonym signIn = default)
    {
        List<KeyValuePair<string, string>> properties = [KeyValuePair.Create(Property, Text(alert))];
        if (mode is { } respond)
            properties.Add(KeyValuePair.Create(ModeProperty, respond.ToString()));
        if (!signIn.IsNone)
            properties.Add(KeyValuePair.Create(SignInProperty, signIn.ToString()));
        if (!isBlame)
            properties.Add(KeyValuePair.Create(OnlyProperty, "respond"));
        return new(ActorKind.Session, default, session, new RequestEvent
        {
            Key = default,
            Time = alert.Finding.Last.ToMicroseconds(),
            Step = alert.Finding.Rule,
            Flags = EventFlags.Notice | EventFlags.Passive,
            Detail = new EventDetail { Properties = [.. properties] },
        });
    }

    /// <exception cref="FormatException">The event brings no finding.</exception>
    public static BlameNotice Read(in RequestEvent e)
    {
        var properties = (e.Detail?.Properties ?? []).ToDictionary(StringComparer.Ordinal);
        if (!properties.TryGetValue(Property, out var alert))
            throw new FormatException($"Expected a finding of rule {e.Step}, but found none.");
        return new BlameNotice(
            AlertJson.Decode(Encoding.UTF8.GetBytes(alert)), !properties.ContainsKey(OnlyProperty),
            Enum.TryParse<DetectionMode>(properties.GetValueOrDefault(ModeProperty), out var mode) ? mode : null,
            Pseudonym.TryParse(properties.GetValueOrDefault(SignInProperty), out var signIn) ? signIn : default);
    }

    private static string Text(Alert alert) => Encoding.UTF8.GetString(AlertJson.Encode(
        alert with { Finding = alert.Finding with { Evidence = [.. alert.Finding.Evidence.TakeLast(1)] } }));
}
