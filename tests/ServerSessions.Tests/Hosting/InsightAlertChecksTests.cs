using ServerSessions.Hosting;

namespace ServerSessions.Tests.Hosting;

/// <summary>An alert on a figure that cannot be compared is refused at the start, with what is expected.</summary>
public sealed class InsightAlertChecksTests
{
    [Fact]
    public void An_alert_with_one_threshold_is_accepted() => Assert.Empty(Faults(Alert()));

    [Fact]
    public void Each_fault_names_the_alert_and_what_is_expected()
    {
        Assert.Contains("neither Below nor Above", Assert.Single(Faults(Alert(a => a.Below = null))), StringComparison.Ordinal);
        Assert.Contains("both Below and Above", Assert.Single(Faults(Alert(a => a.Above = 1))), StringComparison.Ordinal);
        Assert.Contains("whole hours from 01:00:00 to 7.00:00:00", Assert.Single(Faults(Alert(a => a.Window = TimeSpan.FromMinutes(90)))), StringComparison.Ordinal);
        Assert.Contains("at least 1", Assert.Single(Faults(Alert(a => a.MinimumSessions = 0))), StringComparison.Ordinal);
        Assert.Contains("expected key:value with one of the keys", Assert.Single(Faults(Alert(a => a.Segment.Add("planet:mars")))), StringComparison.Ordinal);
        Assert.Contains("only revenue has one", Assert.Single(Faults(Alert(a => a.Currency = "EUR"))), StringComparison.Ordinal);
        Assert.Contains("only a conversion has one", Assert.Single(Faults(Alert(a => (a.Figure, a.Goal) = (InsightFigure.Bounce, "order")))), StringComparison.Ordinal);
        Assert.Contains("two insight alerts have the name \"few\"", Assert.Single(Faults(Alert(), Alert())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_cohort_has_a_name_for_addresses_and_a_segment_that_can_be_read()
    {
        Assert.Empty(CohortFaults(("letter", "source:letter")));
        Assert.Contains("expected 1 to 64 letters", Assert.Single(CohortFaults(("a letter", "source:letter"))), StringComparison.Ordinal);
        Assert.Contains("expected key:value with one of the keys", Assert.Single(CohortFaults(("letter", "sauce:letter"))), StringComparison.Ordinal);
        Assert.Contains("names a cohort", Assert.Single(CohortFaults(("letter", "cohort:other"))), StringComparison.Ordinal);
        Assert.Contains("two cohorts have the name \"letter\"", Assert.Single(CohortFaults(("letter", "source:letter"), ("letter", "user:known"))), StringComparison.Ordinal);
    }

    private static IEnumerable<string> CohortFaults(params IEnumerable<(string Name, string Segment)> cohorts)
    {
        var options = new SessionTrackingOptions();
        foreach (var (name, segment) in cohorts)
            options.Cohorts.Add(new InsightCohort { Name = name, Segment = { segment } });
        return new SessionTrackingOptionsValidator().Validate(null, options).Failures ?? [];
    }

    private static InsightAlert Alert(Action<InsightAlert>? change = null)
    {
        var alert = new InsightAlert { Name = "few", Figure = InsightFigure.Conversion, Below = 0.5 };
        change?.Invoke(alert);
        return alert;
    }

    private static IEnumerable<string> Faults(params IEnumerable<InsightAlert> alerts)
    {
        var options = new SessionTrackingOptions();
        foreach (var alert in alerts)
            options.InsightAlerts.Add(alert);
        return new SessionTrackingOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
