using ServerSessions.Cli.Screen;

namespace ServerSessions.Cli.Insight;

/// <summary>One insight over the journeys of a log.</summary>
internal interface IStepInsight
{
    void Add(Journey journey);

    void Write(ReportWriter output, bool asJson);
}
