using ServerSessions.Detection;

namespace ServerSessions.Tests.Support;

/// <summary>A rule that does what a test says.</summary>
internal sealed class ScriptedDetector(
    string id, ActorKind subject, Action<DetectorContext> observe, Action<DetectorContext>? elapsed = null, TimeSpan? horizon = null,
    IReadOnlyList<string>? hears = null, bool blames = false, Func<DetectorContext, bool>? concerns = null) : ISessionDetector
{
    public DetectorInfo Info { get; } = new()
    {
        Id = id,
        Name = "scripted",
        Summary = "What a test says.",
        Subjects = [subject],
        Mode = DetectionMode.Alert,
        Capacity = 8,
        Horizon = horizon ?? TimeSpan.FromHours(1),
        Hears = hears ?? [],
        BlamesSession = blames,
    };

    public bool Concerns(DetectorContext context) => concerns?.Invoke(context) ?? !context.IsPassive;

    public void Observe(DetectorContext context) => observe(context);

    public void Elapsed(DetectorContext context) => elapsed?.Invoke(context);
}
