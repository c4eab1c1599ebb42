using System.Collections.Frozen;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class SequenceSurpriseTests
{
    private static readonly string[] Usual = ["/", "/list", "/goods", "/list", "/goods", "/cart", "/pay", "/thanks", "/", "/list"];

    [Fact]
    public void A_rare_sequence_is_noted_with_the_session_and_never_alerted()
    {
        var run = Run(threshold: 2).Live(Walk([.. Usual.Reverse()])).End();
        Assert.Empty(run.Alerts);
        var finding = Assert.Single(Assert.Single(run.Closed).Findings);
        Assert.Equal(("D19", Severity.Low), (finding.Rule, finding.Severity));
        Assert.Contains("99.9 % of 500 held-out sessions stay below 2.0", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_usual_walk_is_nothing() => Assert.Empty(Assert.Single(Run(threshold: 2).Live(Walk(Usual)).End().Closed).Findings);

    [Fact]
    public void Sessions_of_which_events_were_dropped_are_not_judged() =>
        Assert.Empty(Assert.Single(Run(threshold: 2).Live(Walk([.. Usual.Reverse()]).Select(e => e.With(EventFlags.Gap))).End().Closed).Findings);

    [Fact]
    public void A_walk_of_fewer_than_eight_steps_is_not_judged() =>
        Assert.Empty(Assert.Single(Run(threshold: 2).Live(Walk([.. Usual.Reverse().Take(7)])).End().Closed).Findings);

    [Fact]
    public void Without_enough_sessions_in_the_baseline_it_is_silent() =>
        Assert.Empty(Assert.Single(Run(threshold: 2, sessions: 999).Live(Walk([.. Usual.Reverse()])).End().Closed).Findings);

    private static IEnumerable<RequestEvent> Walk(string[] paths) => paths.Select((p, i) => Page(i * 20, p));

    private static FoldRun Run(double threshold, int sessions = 2_000)
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < Usual.Length; i++)
        {
            Count(SequenceModel.Key(false, "GET " + Usual[i]));
            if (i > 0)
                Count(SequenceModel.Key(false, "GET " + Usual[i - 1], "GET " + Usual[i]));
            if (i > 1)
                Count(SequenceModel.Key(false, "GET " + Usual[i - 2], "GET " + Usual[i - 1], "GET " + Usual[i]));
        }

        return new FoldRun(
            detectors: [new SequenceSurprise()],
            baselines: new Baselines { Sessions = sessions, Sequences = new SequenceModel(counts.ToFrozenDictionary(), 10_000, threshold, 500) });

        void Count(string key) => counts[key] = counts.GetValueOrDefault(key) + 1_000;
    }
}
