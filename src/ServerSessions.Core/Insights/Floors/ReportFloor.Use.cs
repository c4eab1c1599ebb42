namespace ServerSessions.Insights.Floors;

/// <content>Reports about how a site is used over time: forms and flows, features, returns, waiting, experiments, and changes of navigation.</content>
internal sealed partial class ReportFloor
{
    public AbandonmentReport Of(AbandonmentReport report) => report with
    {
        Scope = Of(report.Scope),
        Sessions = Count(report.Sessions),
        Flows = [.. report.Flows.Where(f => Count(f.Entered) > 0).Select(f => f with
        {
            Entered = Count(f.Entered),
            Completed = Count(f.Completed),
            Abandoned = Count(f.Abandoned),
            Recovered = f.Recovered is { } recovered ? Count(recovered) : null,
            Left = [.. f.Left.Where(l => Count(l.Sessions) > 0).Select(l => l with { Sessions = Count(l.Sessions), Causes = Rows(l.Causes) })],
        })],
        Forms = [.. report.Forms.Where(f => Count(f.Shown) > 0).Select(f => f with
        {
            Shown = Count(f.Shown),
            Tried = Count(f.Tried),
            Finished = Count(f.Finished),
            Abandoned = Count(f.Abandoned),
            Tries = Amount(f.Tries, Count(f.Tried)),
            // By tries and not by sessions: one person can have all of them.
            FailingFields = isRounded ? [] : Rows(f.FailingFields),
        })],
    };

    public AdoptionReport Of(AdoptionReport report) => report with
    {
        Scope = Of(report.Scope),
        Users = Count(report.Users),
        Features = [.. report.Features.Where(f => Count(f.Users) > 0).Select(Of)],
        Denied = [.. report.Denied.Where(d => Count(d.Users) > 0).Select(d => d with { Sessions = Count(d.Sessions), Users = Count(d.Users) })],
    };

    public RetentionReport Of(RetentionReport report)
    {
        var cohorts = report.Cohorts.Where(c => Count(c.Users) > 0).ToList();
        return report with
        {
            Scope = Of(report.Scope),
            Cohorts = [.. cohorts.Select(c => c with
            {
                Users = Count(c.Users),
                Returned = [.. c.Returned.Select(Count)],
                ReturnedOnOrAfter = [.. c.ReturnedOnOrAfter.Select(Count)],
            })],
            // A mean over cohorts of which some are withheld would show those.
            Mean = isRounded ? [.. report.Mean.Select(Rounded)] : cohorts.Count == report.Cohorts.Count ? report.Mean : [],
            MeanOnOrAfter = isRounded ? [.. report.MeanOnOrAfter.Select(Rounded)] : cohorts.Count == report.Cohorts.Count ? report.MeanOnOrAfter : [],
            Stickiness = Of(report.Stickiness),
            Unlinked = Count(report.Unlinked),
        };
    }

    public LatencyReport Of(LatencyReport report)
    {
        var all = Count(report.Sessions);
        return report with
        {
            Scope = Of(report.Scope),
            Sessions = all,
            Share = Median(report.Share, all),
            // By visits: one person can have all of them, so few are withheld and the floor of sessions holds for them too.
            Steps = [.. report.Steps.Where(s => Count(s.Visits) > 0).Select(s => s with
            {
                Visits = Count(s.Visits),
                ServerSeconds = Of(s.ServerSeconds, Count(s.Visits)),
                DwellSeconds = Of(s.DwellSeconds, Count(s.Visits)),
                Share = Median(s.Share, Count(s.Visits)),
            })],
            Bands = [.. report.Bands.Select(b => b with
            {
                Sessions = Count(b.Sessions),
                Completed = Count(b.Completed),
                Engaged = Count(b.Engaged),
                CompletedShare = Share(Count(b.Completed), Count(b.Sessions)),
            })],
        };
    }

    public ExperimentReadout Of(ExperimentReadout report)
    {
        // Variants are compared with each other, so a small one takes the comparison with it.
        var isShown = report.Variants.All(v => Count(v.Exposures) > 0);
        return report with
        {
            Sessions = Count(report.Sessions),
            Exposed = isShown ? Count(report.Exposed) : 0,
            Crossed = Count(report.Crossed),
            LeftOut = Rows(report.LeftOut),
            Message = isRounded && report.SampleRatio.IsMismatch ? "The variants have numbers of units that chance does not explain. Do not read the other figures." : report.Message,
            SampleRatio = isShown && !isRounded ? report.SampleRatio : report.SampleRatio with { ChiSquared = 0, P = Rounded(report.SampleRatio.P) },
            Variants = [.. report.Variants.Select(v => isShown ? Of(v) : v with { Exposures = 0, Metrics = [], FrictionMean = null, Guardrails = [] })],
        };
    }

    public NudgeReport Of(NudgeReport report) => report with
    {
        All = report.All is { } all ? Of(all) : null,
        Nudges = [.. report.Nudges.Select(n => n with { Readout = Of(n.Readout) })],
    };

    // The sentence of the reason stays as it is, and can name a smaller number of an edge.
    public NavigationReport Of(NavigationReport report) => report with
    {
        Fired = report.Anomalies.Count(a => Count(a.Sessions) > 0),
        Anomalies = isRounded ? [] : [.. report.Anomalies.Where(a => Count(a.Sessions) > 0).Select(a => a with { Shifts = [.. a.Shifts.Select(Of)] })],
        LeftOut = Rows(report.LeftOut),
    };

    private NavigationShift Of(NavigationShift shift) => shift with { Edges = [.. shift.Edges.Where(e => Count(e.Sessions) > 0)] };

    private FeatureAdoption Of(FeatureAdoption feature)
    {
        var users = Count(feature.Users);
        return feature with
        {
            Users = users,
            Denied = Count(feature.Denied),
            Unaware = Count(feature.Unaware),
            Tried = Count(feature.Tried),
            Adopted = Count(feature.Adopted),
            Lapsed = Count(feature.Lapsed),
            Share = Share(Count(Part(feature.Share, feature.Users)), users),
            TimeToFirstUseSeconds = Of(feature.TimeToFirstUseSeconds, Count(Part(feature.Share, feature.Users))),
        };
    }

    private Stickiness Of(Stickiness stickiness) => Count(stickiness.MonthlyUsers) is var monthly && monthly == 0
        ? new Stickiness(0, 0, 0, null)
        : new Stickiness(Rounded(stickiness.DailyUsers), Count(stickiness.WeeklyUsers), monthly, Rounded(stickiness.Ratio));

    private VariantReadout Of(VariantReadout variant) => variant with
    {
        Exposures = Count(variant.Exposures),
        Metrics = [.. variant.Metrics.Select(m => Count(m.Conversions) is var conversions && conversions == 0
            ? new MetricReadout { Goal = m.Goal }
            : m with
            {
                Conversions = conversions,
                Rate = Share(conversions, Count(variant.Exposures)),
                Lift = Rounded(m.Lift),
                Low = Rounded(m.Low),
                High = Rounded(m.High),
                ChanceToWin = Rounded(m.ChanceToWin),
                P = Rounded(m.P),
                AdjustedP = Rounded(m.AdjustedP),
                SecondsToConvertP50 = Rounded(m.SecondsToConvertP50),
                SecondsToConvertP90 = Rounded(m.SecondsToConvertP90),
            })],
        FrictionMean = Rounded(variant.FrictionMean),
        Guardrails = [.. variant.Guardrails.Select(g => g with { Value = Rounded(g.Value), Difference = Rounded(g.Difference), Low = Rounded(g.Low), High = Rounded(g.High) })],
    };

    private IReadOnlyList<CauseCount> Rows(IReadOnlyList<CauseCount> rows) => [.. rows.Where(r => Count(r.Count) > 0).Select(r => r with { Count = Count(r.Count) })];
}
