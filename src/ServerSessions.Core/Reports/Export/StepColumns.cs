using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Reports.Export;

/// <summary>A step as a line of CSV.</summary>
internal static class StepColumns
{
    public const string Header = "session,user,time,step,count,kind,outcome,status,serverMs,dwellMs,dwellSource,fields,cause,landed,feature,traceId,value,currency,actor,passed\r\n";

    public static string Row(string session, string? user, Step step, string? feature, SessionActor actor)
    {
        var value = step.Properties.Count > 0 ? EventValue.Of(step.Properties) : null;
        return new CsvRow()
            .Add(session).Add(user).Add(step.Time).Add(step.Name).Add(step.Count).Add(step.Kind.ToString().ToLowerInvariant()).Add(CauseText.Of(step.Outcome))
            .Add(step.Status).Add(step.Server.TotalMilliseconds).Add(step.Dwell?.TotalMilliseconds).Add(StepLine.Source(step.DwellSource))
            .Add(string.Join(' ', step.Fields)).Add(step.Cause).Add(step.Landed).Add(feature).Add(step.Trace)
            .AddValue(value?.Value).Add(value?.Currency).Add(LeftOut.WordOf(actor)).Add(step.Passed.Count == 0 ? null : string.Join(" > ", step.Passed)).Take();
    }
}
