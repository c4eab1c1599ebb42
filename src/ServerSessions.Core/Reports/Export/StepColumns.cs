using ServerSessions.Insights;

namespace ServerSessions.Reports.Export;

/// <summary>A step as a line of CSV.</summary>
internal static class StepColumns
{
    public const string Header = "session,user,time,step,count,kind,outcome,status,serverMs,dwellMs,dwellSource,fields,cause,landed,feature,traceId,actor\r\n";

    public static string Row(string session, string? user, Step step, string? feature, SessionActor actor) => new CsvRow()
        .Add(session).Add(user).Add(step.Time).Add(step.Name).Add(step.Count).Add(step.Kind.ToString().ToLowerInvariant()).Add(CauseText.Of(step.Outcome))
        .Add(step.Status).Add(step.Server.TotalMilliseconds).Add(step.Dwell?.TotalMilliseconds).Add(StepLine.Source(step.DwellSource))
        .Add(string.Join(' ', step.Fields)).Add(step.Cause).Add(step.Landed).Add(feature).Add(step.Trace).Add(LeftOut.WordOf(actor)).Take();
}
