using ServerSessions.Journeys.People;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;

namespace ServerSessions.Journeys.Erasing;

/// <summary>
/// Browsers and users who have withdrawn analytics, by their marks. Rules see all that they do; a session that began before, and rested on the consent alone, leaves no
/// journey.
/// </summary>
internal sealed class Withdrawals
{
    private readonly Dictionary<Pseudonym, long> _until = [];

    public void Clear() => _until.Clear();

    /// <param name="mark">Mark of the browser or user.</param>
    /// <param name="until">Sessions that began until then are covered, Unix microseconds.</param>
    public void Add(Pseudonym mark, long until) => _until[mark] = Math.Max(_until.GetValueOrDefault(mark), until);

    public bool Cover(Journey journey) =>
        _until.Count > 0 && Rests(journey) && Cover(PersonProgress.PersonOf(journey.User, journey.Key, journey.KeyKind), journey.Start.ToMicroseconds());

    public bool Cover(LiveSession live) =>
        _until.Count > 0 && live.HadAnalytics && !live.HasFindings && live.Alerts.Count == 0
        && Cover(PersonProgress.PersonOf(live.User, live.Key, live.KeyKind), live.Start);

    /// <summary>
    /// Whether a journey, or a part of it, rests on a consent alone: security needs it where something was found, and a user who refuses all through it is recorded for security.
    /// </summary>
    public static bool Rests(Journey journey) => journey.HadAnalytics && journey.Findings.Count == 0 && journey.Alerts.Count == 0;

    private bool Cover(Pseudonym person, long start) => !person.IsNone && _until.TryGetValue(ErasureMark.Of(person), out var until) && start <= until;
}
