namespace ServerSessions.Detection;

/// <summary>From when on learned rules report findings, and the capacity of a baseline.</summary>
internal static class LearningLimits
{
    public const double MinDays = 14;
    public const int MinSessions = 1000;
    public const int MinSupport = 50;
    public const int SharedByUsers = 3;

    public const int MaxNetworks = 10_000;
    public const int MaxSteps = 2_000;
    public const int MaxTransitions = 20_000;
}
