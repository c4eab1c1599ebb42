using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServerSessions.Cli.Screen;

namespace ServerSessions.Cli.Insight;

/// <summary>A fold of the library, and how its result is written.</summary>
internal sealed class StepInsight<T>(Action<Journey> add, Func<T> result, JsonTypeInfo<T> type, Action<ReportWriter, T> text) : IStepInsight
{
    public void Add(Journey journey) => add(journey);

    public void Write(ReportWriter output, bool asJson)
    {
        if (asJson)
            output.WriteLine(JsonSerializer.Serialize(result(), type));
        else
            text(output, result());
    }
}
