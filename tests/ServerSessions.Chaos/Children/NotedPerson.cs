using ServerSessions.Detection;

namespace ServerSessions.Chaos.Children;

/// <summary>A rule of the harness: an alert about each user, with the user's pseudonym in text and evidence.</summary>
internal sealed class NotedPerson : ISessionDetector
{
    public DetectorInfo Info { get; } = new()
    {
        Id = "C1",
        Name = "noted person",
        Summary = "A user was here.",
        Subjects = [ActorKind.User],
        Mode = DetectionMode.Alert,
        Capacity = 8,
        Horizon = TimeSpan.FromHours(1),
    };

    public bool Concerns(DetectorContext context) => !context.IsPassive && !context.User.IsNone;

    public void Observe(DetectorContext context) => context.Raise(Severity.Medium, $"User {context.User} was here.", [context.Mark(context.User.Low, text: $"{context.User}")]);
}
