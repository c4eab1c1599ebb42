using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ServerSessions.Insights;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>The parameters of the admin API and of the pages.</summary>
public sealed class QueryGrammarTests
{
    private static readonly DateTimeOffset Now = DashboardData.Now;

    [Fact]
    public void What_is_written_is_read_as_the_same_query()
    {
        var query = new SessionQuery
        {
            From = Now.AddDays(-1),
            To = Now,
            User = "a&b=c",
            Issuer = "https://id.example",
            Key = "k",
            At = Now,
            Class = JourneyClass.Abandoned,
            Actor = SessionActor.Crawler,
            Rule = "D9",
            MinRisk = 3,
            Route = "GET /cart?x#y",
            Outcome = Outcome.Denied,
            Live = false,
            After = "c+/=",
            Limit = 7,
        };
        Assert.Equal(query, Read(query.ToQueryString()).Sessions());
        Assert.Equal(new SessionQuery(), Read(new SessionQuery().ToQueryString()).Sessions());
        var segment = Segment.Parse(["step:GET /a&b", "cohort:november"]);
        Assert.Equal(segment.Pairs, Read((query with { Segment = segment }).ToQueryString()).Sessions().Segment!.Pairs);
        var alerts = new AlertQuery { State = AlertState.Open, Severity = Severity.High, Rule = "D1", After = "x", Limit = 3 };
        Assert.Equal(alerts, Read(alerts.ToQueryString()).Alerts());
    }

    [Fact]
    public void A_funnel_and_a_figure_of_it_are_read_as_they_were_written()
    {
        var funnel = new FunnelDefinition { Steps = ["GET /a", "b?", "c"], Excluded = ["x"], Order = FunnelOrder.Strict, Unit = FunnelUnit.User, Window = TimeSpan.FromMinutes(90) };
        var read = Read(QueryWriter.Join(QueryWriter.Pairs(funnel))).Funnel()!;
        Assert.Equal(funnel.Steps, read.Steps);
        Assert.Equal(funnel.Excluded, read.Excluded);
        Assert.Equal((funnel.Order, funnel.Unit, funnel.Window), (read.Order, read.Unit, read.Window));
        Assert.Null(Read(QueryWriter.Join(QueryWriter.Pairs(funnel with { Window = null }))).Funnel()!.Window);
        var which = new FunnelSessions { Step = 2, Left = false, Cause = "invalid: email", After = "z", Limit = 9 };
        Assert.Equal(which, Read(QueryWriter.Join(QueryWriter.Pairs(which))).FunnelSessions());
    }

    [Theory]
    [InlineData("1h", "2026-11-21T13:00:00Z", "2026-11-21T15:00:00Z")]
    [InlineData("24H", "2026-11-20T14:00:00Z", "2026-11-21T15:00:00Z")]
    [InlineData("7d", "2026-11-15T00:00:00Z", "2026-11-22T00:00:00Z")]
    public void A_named_range_ends_with_the_current_hour_or_with_today(string name, string from, string to)
    {
        var query = Read("?range=" + name).Insight();
        Assert.Equal((DateTimeOffset.Parse(from), DateTimeOffset.Parse(to)), (query.From, query.To));
    }

    [Fact]
    public void Days_of_an_insight_with_a_zone_begin_at_its_midnight()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(5.5), "east", "east");
        var reader = new QueryReader(new QueryCollection(QueryHelpers.ParseQuery("?range=7d")), new StillClock(Now), zone);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 18, 30, 0, TimeSpan.Zero), reader.InsightInZone().To);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), reader.Insight().To);
    }

    [Theory]
    [InlineData("?range=2y", "\"2y\"; expected one of 1h, 24h, 7d, 30d, 90d.")]
    [InlineData("?range=7d&to=2026-11-01", "expected one of both")]
    [InlineData("?from=yesterday", "a time such as")]
    [InlineData("?limit=0", "from 1 to 500")]
    [InlineData("?limit=-1", "from 1 to 500")]
    [InlineData("?class=3", "completed, blocked")]
    [InlineData("?minRisk=1.5", "a whole number from 0")]
    [InlineData("?segment=planet:mars", "expected key:value")]
    public void A_parameter_that_cannot_be_read_is_refused_with_what_was_given_and_expected(string query, string text) =>
        Assert.Contains(text, Assert.Throws<ArgumentException>(() => Read(query).Sessions()).Message);

    [Fact]
    public void A_text_of_more_than_512_characters_is_refused() => Assert.Contains("512", Assert.Throws<ArgumentException>(() => Read("?route=" + new string('a', 513)).Sessions()).Message);

    private static QueryReader Read(string query) => new(new QueryCollection(QueryHelpers.ParseQuery(query)), new StillClock(Now));
}
