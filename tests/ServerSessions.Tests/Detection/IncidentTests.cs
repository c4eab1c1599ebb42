using ServerSessions.Detection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Detection;

public class IncidentTests
{
    private static readonly Incident Incident = new(new IncidentOptions());

    [Fact]
    public void Points_are_halved_every_thirty_minutes()
    {
        Assert.Equal([0, 5, 20, 50], Enum.GetValues<Severity>().Select(s => Risk.Of([Found("D1", s, 0)], At(0))));
        Assert.Equal([50, 35, 25, 12], new[] { 0, 15, 30, 60 }.Select(m => Risk.Of([Found("D1", Severity.High, 0)], At(m))));
    }

    [Theory]
    [InlineData(0, true)] // 50 + 50
    [InlineData(22, true)] // 30.1 + 50
    [InlineData(23, false)] // 29.4 + 50
    public void Eighty_points_are_an_incident(int minutes, bool isOne) =>
        Assert.Equal(isOne, Incident.Of("s", [Found("D5", Severity.High, 0), Found("D7", Severity.High, minutes)], null) is not null);

    [Theory]
    [InlineData(239, true)]
    [InlineData(240, false)]
    public void Four_distinct_rules_within_four_hours_are_an_incident(int last, bool isOne) =>
        Assert.Equal(isOne, Incident.Of("s", [.. new[] { "D5", "D7", "D8" }.Select(rule => Found(rule, Severity.Low, 0)), Found("D9", Severity.Low, last)], null) is not null);

    [Fact]
    public void Info_findings_and_repeated_findings_of_a_rule_do_not_add_up() =>
        Assert.Null(Incident.Of("s", [Found("D5", Severity.Low, 0), Found("D5", Severity.Low, 70), Found("D7", Severity.Low, 0), Found("D8", Severity.Info, 0), Found("D9", Severity.Low, 0)], null));

    [Fact]
    public void It_grows_and_stays_one()
    {
        Finding[] findings = [Found("D5", Severity.High, 0), Found("D7", Severity.High, 5)];
        var opened = Incident.Of("s", findings, null)!;
        Assert.Null(Incident.Of("s", findings, opened));
        var grown = Incident.Of("s", [.. findings, Found("D8", Severity.Low, 600)], opened)!;
        Assert.Equal((opened.Raised, 3, At(600)), (grown.Raised, grown.Count, grown.Last));
        Assert.Equal("95 points of risk within 4 hours, from 2 rules: D5, D7.", opened.Reason);
    }

    [Fact]
    public void An_incident_has_no_points_of_its_own() =>
        Assert.Equal(0, Risk.Of([Incident.Of("s", [Found("D5", Severity.High, 0), Found("D7", Severity.High, 0)], null)!], At(0)));

    [Fact]
    public void A_session_with_enough_findings_has_one_incident_that_is_sent_once()
    {
        var run = new FoldRun(detectors: [.. Enumerable.Range(1, 5).Select(Always)]).Live(SampleRequests.Page(0, "/a"), SampleRequests.Page(10, "/b"), SampleRequests.Page(20, "/c")).End();
        var incident = Assert.Single(run.Raised, f => f.Rule == "incident");
        Assert.Equal((ActorKind.Session, Severity.High), (incident.Subject.Kind, incident.Severity));
        var kept = Assert.Single(run.Closed.Single().Findings, f => f.Rule == "incident");
        Assert.Equal((incident.Raised, 5), (kept.Raised, kept.Count));
        Assert.Single(run.Alerts.Where(a => a.Alert.Finding.Rule == "incident").Select(a => a.Alert.Id).Distinct());
    }

    [Fact]
    public void Rules_that_only_observe_open_no_incident()
    {
        var options = new DetectionOptions();
        foreach (var number in Enumerable.Range(1, 5))
            options.Modes[$"T{number}"] = DetectionMode.Observe;
        Assert.DoesNotContain(new FoldRun(options: options, detectors: [.. Enumerable.Range(1, 5).Select(Always)]).Live(SampleRequests.Page(0, "/a")).End().Raised, f => f.Rule == "incident");
    }

    private static ScriptedDetector Always(int number) =>
        new($"T{number}", ActorKind.Session, c => c.Raise(Severity.Low, "always", [c.Mark()]));

    private static Finding Found(string rule, Severity severity, int minutes) => new()
    {
        Rule = rule,
        Name = "x",
        Severity = severity,
        Subject = new Subject(ActorKind.Session, "s"),
        Count = 1,
        Reason = "because",
        First = At(minutes),
        Raised = At(minutes),
        Last = At(minutes),
    };

    private static DateTimeOffset At(double minutes) => DateTimeOffset.UnixEpoch.AddDays(20_000).AddMinutes(minutes);
}
