namespace ServerSessions.Detection;

/// <summary>When learnt rules may speak, and how much a baseline may hold.</summary>
internal static class LearningLimits
{
    public const double LeastDays = 14;
    public const int LeastSessions = 1000;
    public const int LeastSupport = 50;
    public const int SharedByUsers = 3;

    public const int MostNetworks = 10_000;
    public const int MostSteps = 2_000;
    public const int MostTransitions = 20_000;
}
