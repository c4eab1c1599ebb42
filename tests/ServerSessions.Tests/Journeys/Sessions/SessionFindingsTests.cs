using ServerSessions.Journeys.Sessions;

namespace ServerSessions.Tests.Journeys.Sessions;

/// <summary>The bounded list of alerts that a session keeps.</summary>
public class SessionFindingsTests
{
    [Fact]
    public void False_positives_do_not_keep_out_an_alert_that_counts()
    {
        var full = Full(Severity.High);
        Assert.Null(SessionFindings.With(full, Alert("new", Severity.High)));
        full[3] = full[3] with { IsFalsePositive = true };
        var kept = SessionFindings.With(full, Alert("new", Severity.Low));
        Assert.Equal([.. Enumerable.Range(0, SessionFindings.MaxAlerts).Where(i => i != 3).Select(i => $"{i}"), "new"], kept!.Select(a => a.Id));
    }

    [Fact]
    public void A_milder_alert_gives_way_to_a_more_severe_one()
    {
        var full = Full(Severity.Medium);
        full[5] = Alert("5", Severity.Low);
        Assert.Null(SessionFindings.With(full, Alert("new", Severity.Low)));
        Assert.DoesNotContain(SessionFindings.With(full, Alert("new", Severity.Medium))!, a => a.Id == "5");
    }

    private static List<SessionAlert> Full(Severity severity) => [.. Enumerable.Range(0, SessionFindings.MaxAlerts).Select(i => Alert($"{i}", severity))];

    private static SessionAlert Alert(string id, Severity severity) => new(id, "D1", severity, DateTimeOffset.UnixEpoch);
}
