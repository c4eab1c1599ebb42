namespace ServerSessions.Insights;

/// <summary>A few numbers of every hour, which are kept as long as there are rollups: what trends are told from.</summary>
internal sealed class HoursFold : CountingFold
{
    public const string Name = "hours";
    public const string Sessions = "sessions";
    public const string Steps = "steps";
    public const string Engaged = "engaged";
    public const string Completed = "completed";

    public override void Add(Journey journey)
    {
        Count(Sessions);
        Count(Steps, journey.StepCount);
        Count(Engaged, journey.Engaged ? 1 : 0);
        Count(Completed, journey.Class == JourneyClass.Completed ? 1 : 0);
    }
}
