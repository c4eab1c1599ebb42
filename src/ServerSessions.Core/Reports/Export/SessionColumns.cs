using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Reports.Export;

/// <summary>A session as a line of CSV.</summary>
internal static class SessionColumns
{
    public const string Header = "session,start,end,durationSeconds,user,client,country,referrer,referrerClass,source,medium,campaign,traits,entry,exit,steps,class,engaged,friction,risk,rules,actor\r\n";

    public static string Row(SessionSummary s, Journey journey) => new CsvRow()
        .Add(s.Id).Add(s.Start).Add(s.End).Add(s.DurationSeconds).Add(s.UserHash).Add(s.Client).Add(journey.Country).Add(journey.Referrer)
        .Add(ReferrerClasses.WordOf(journey.ReferrerClass)).Add(journey.Campaign?.Source).Add(journey.Campaign?.Medium).Add(journey.Campaign?.Name).Add(string.Join(' ', journey.Traits.Select(t => $"{t.Key}={t.Value}")))
        .Add(s.Entry).Add(s.Exit).Add(s.Steps).Add(s.Class.ToString().ToLowerInvariant()).Add(s.Engaged).Add(s.Friction).Add(s.Risk)
        .Add(string.Join(' ', s.Rules)).Add(LeftOut.WordOf(s.Actor)).Take();
}
