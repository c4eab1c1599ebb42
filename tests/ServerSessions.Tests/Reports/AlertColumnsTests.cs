using ServerSessions.Reports.Export;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>Findings as lines of CSV.</summary>
public sealed class AlertColumnsTests
{
    [Theory]
    [InlineData(Severity.Low, "low")]
    [InlineData(null, "")]
    public void A_line_says_what_the_severity_was_before_it_rose(Severity? before, string expected)
    {
        var alert = SampleAlert.Of();
        alert = alert with { Finding = alert.Finding with { PreviousSeverity = before, Reason = "one" } };
        var (names, values) = (AlertColumns.Header.TrimEnd().Split(','), AlertColumns.Row(alert).TrimEnd().Split(','));
        Assert.Equal(names.Length, values.Length);
        Assert.Equal(expected, values[Array.IndexOf(names, "previousSeverity")]);
    }
}
