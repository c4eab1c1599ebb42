using System.Globalization;
using ServerSessions.Diagnostics;

namespace ServerSessions.Tests.Diagnostics;

public sealed class ApplicationFaultsTests
{
    /// <summary>An order over the dictionary itself takes its length first and fails when a part is added before it copies.</summary>
    [Fact]
    public async Task The_counts_can_be_read_while_parts_are_added()
    {
        var faults = new ApplicationFaults();
        const int Parts = 20_000;
        var adding = Task.Run(() =>
        {
            for (var i = 0; i < Parts; i++)
                faults.Count(i.ToString(CultureInfo.InvariantCulture));
        });
        while (!adding.IsCompleted)
            Assert.InRange(faults.All.ToList().Count, 0, Parts);
        await adding;
        Assert.Equal(Parts, faults.All.ToList().Count);
    }
}
