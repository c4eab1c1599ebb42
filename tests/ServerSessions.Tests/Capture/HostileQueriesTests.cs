using Microsoft.AspNetCore.Builder;
using ServerSessions.Requests;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

public sealed class HostileQueriesTests
{
    [Theory]
    [InlineData("?id=1%20UNION%20SELECT%20null", "SQL in query")]
    [InlineData("?id=1%27+or+%271%27=%271", "SQL in query")]
    [InlineData("?id=1;SLEEP(5)", "SQL in query")]
    [InlineData("?q=%3Cscript%3Ealert%281%29", "script in query")]
    [InlineData("?q=<img%20src=x%20OnError=x>", "script in query")]
    [InlineData("?file=../../etc/passwd", "path traversal in query")]
    [InlineData("?page=php://input", "command in query")]
    [InlineData("?x=${jndi:ldap://x}", "JNDI lookup in query")]
    [InlineData("?name={{7*7}}", "template in query")]
    public void What_scanners_send_is_named(string query, string name) => Assert.Equal(name, HostileQueries.Find(query));

    [Theory]
    [InlineData("?q=select+a+union+jack")]
    [InlineData("?q=sleep+mask")]
    [InlineData("?q=script+font&page=2")]
    [InlineData("?returnUrl=%2Faccount%2Forders%3Fpage%3D1")]
    [InlineData("?q=rock+%26+roll+%27n%27+blues")]
    [InlineData("?utm_source=mail&utm_medium=a%2Fb")]
    [InlineData("")]
    public void What_people_send_is_not(string query) => Assert.Null(HostileQueries.Find(query));

    [Fact]
    public void What_comes_after_2048_characters_is_not_looked_at() =>
        Assert.Null(HostileQueries.Find("?q=" + new string('a', 2048) + "<script"));

    [Fact]
    public async Task A_probe_in_a_query_is_kept_by_name_alone_whatever_is_answered()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/search", () => "fine"));
        await app.Visitor("text/html").GetAsync("/search?q=%3Cscript%3Ecanary");
        await app.SettledAsync(1);
        var e = Assert.Single(app.Events);
        Assert.Equal((200, "script in query"), (e.Status, e.Detail?.Probe));
        Assert.DoesNotContain("canary", e.ToString(), StringComparison.Ordinal);
    }
}
