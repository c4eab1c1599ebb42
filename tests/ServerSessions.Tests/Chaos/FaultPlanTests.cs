using ServerSessions.Chaos.Faults;

namespace ServerSessions.Tests.Chaos;

public class FaultPlanTests
{
    private static readonly Dictionary<FaultKind, int> Counts = new() { [FaultKind.KillWorker] = 20, [FaultKind.FreezeServer] = 3 };

    [Fact]
    public void The_same_seed_makes_the_same_plan() => Assert.Equal(Plan(7), Plan(7));

    [Fact]
    public void Another_seed_makes_another_plan() => Assert.NotEqual(Plan(7), Plan(8));

    [Fact]
    public void A_plan_has_as_many_faults_of_each_kind_as_were_wanted_in_order_and_in_time()
    {
        var plan = Plan(1);
        Assert.Equal(20, plan.Count(f => f.Kind == FaultKind.KillWorker));
        Assert.Equal(3, plan.Count(f => f.Kind == FaultKind.FreezeServer));
        Assert.Equal(plan.OrderBy(f => f.At), plan);
        Assert.All(plan, f => Assert.InRange(f.At, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    private static IReadOnlyList<Fault> Plan(int seed) => FaultPlan.Make(new Random(seed), TimeSpan.FromMinutes(1), Counts);
}
