using ServerSessions.Detection;

namespace ServerSessions.Journeys.Navigation;

/// <summary>
/// The navigation anomaly as a rule among the others: it has a mode, verdicts and suppressions like them. It sees no event; the
/// <see cref="NavigationService"/> raises its findings from hours.
/// </summary>
internal sealed class NavigationRule : ISessionDetector
{
    public const string Id = "N1";

    public DetectorInfo Info { get; } = new()
    {
        Id = Id,
        Name = "navigation anomaly",
        Summary = "People move through the site differently than at this hour of the last weeks: a broken link after a release, a checkout that suddenly loops.",
        Subjects = [ActorKind.Endpoint],
        Mode = DetectionMode.Observe,
        Horizon = TimeSpan.FromHours(1),
    };

    public bool Concerns(DetectorContext context) => false;

    public void Observe(DetectorContext context)
    {
    }
}
