using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class GiveUpVotesTests
{
    private const ulong Withdrawal = ulong.MaxValue;

    [Fact]
    public void A_finding_about_a_network_takes_back_the_votes_of_its_sources_and_refuses_them_for_a_day()
    {
        var run = new FoldRun();
        for (var agent = 1; agent <= 6; agent++)
            Say(run, agent, 900, (ulong)agent, 101);
        Say(run, 10, 901, 1, 31);
        Assert.Equal(7, Votes(run).Count);

        Say(run, 20, 900, 0, Withdrawal);
        Assert.Equal([901UL], Votes(run).Select(v => v.Actor.High));
        Say(run, 30, 900, 3, 101);
        Assert.Equal([901UL], Votes(run).Select(v => v.Actor.High));

        Say(run, 90_000, 900, 3, 101);
        Assert.Equal([901UL, 900UL], Votes(run).Select(v => v.Actor.High));
    }

    [Fact]
    public void A_finding_about_one_source_takes_back_its_vote_only()
    {
        var run = new FoldRun();
        Say(run, 1, 900, 1, 101);
        Say(run, 2, 900, 2, 101);
        Say(run, 3, 900, 1, Withdrawal);
        Assert.Equal([2UL], Votes(run).Select(v => v.Actor.Low));
    }

    private static void Say(FoldRun run, double at, ulong network, ulong agent, ulong said) =>
        run.Fold.Apply(
            new Signal(ActorKind.Site, SiteKinds.Subject, default, new RuleNotice { Time = At(at), Rule = "D1", Network = network, Agent = agent, Path = said }),
            EndpointCatalog.Empty);

    private static List<Mark> Votes(FoldRun run) =>
        [.. run.Fold.Actor(new LiveKey(ActorKind.Site, SiteKinds.Subject))!.Detection.Memories["D1"].Marks.Where(m => m.Code == 0)];
}
