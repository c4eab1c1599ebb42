using System.Reflection;
using ServerSessions.Diagnostics;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Diagnostics;

public class MetricNamesTests
{
    [Fact]
    public void The_page_of_operations_has_every_instrument()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root(), "docs", "operations.md"));
        var names = typeof(MetricNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToList();
        Assert.InRange(names.Count, 30, int.MaxValue);
        // "`serversessions.roll.backlog`, `.live`": names of one family share the beginning.
        Assert.DoesNotContain(names, n => !page.Contains($"`{n}`", StringComparison.Ordinal) && !page.Contains($"`.{n.Split('.')[^1]}`", StringComparison.Ordinal));
    }
}
