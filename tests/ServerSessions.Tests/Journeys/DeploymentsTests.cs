using ServerSessions.Journeys;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Journeys;

/// <summary>Which version ran when.</summary>
public sealed class DeploymentsTests
{
    private static readonly DateTimeOffset Zero = TestClock.Epoch;

    [Fact]
    public async Task The_version_of_a_time_is_the_one_that_had_started_last()
    {
        var deployments = new Deployments(new FakeDocuments());
        await deployments.NoteAsync("1.0", Zero, default);
        await deployments.NoteAsync("1.0", Zero.AddHours(1), default); // a second node
        await deployments.NoteAsync("1.1", Zero.AddHours(2), default);
        Assert.Null(await deployments.AtAsync(Zero, default));
        Assert.Equal(("1.0", Zero), await deployments.AtAsync(Zero.AddHours(2), default));
        Assert.Equal(("1.1", Zero.AddHours(2)), await deployments.AtAsync(Zero.AddHours(3), default));
        await deployments.NoteAsync("1.0", Zero.AddHours(4), default); // taken back
        Assert.Equal(("1.0", Zero.AddHours(4)), await deployments.AtAsync(Zero.AddHours(5), default));
    }
}
