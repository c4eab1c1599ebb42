using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;

namespace ServerSessions.Tests.Journeys.Sessions;

public class SessionActorsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, SessionActor.Person, ActorReason.None)]
    [InlineData("Chrome 126, Windows, desktop", SessionActor.Person, ActorReason.None)]
    [InlineData("OkHttp 4, other, other", SessionActor.Person, ActorReason.None)] // an app of the site's own
    [InlineData("other, other, other", SessionActor.Person, ActorReason.None)]
    [InlineData("Googlebot, crawler", SessionActor.Crawler, ActorReason.ClaimedName)]
    [InlineData("unlisted, crawler", SessionActor.Crawler, ActorReason.ClaimedName)]
    [InlineData("ChatGPT-User, AI agent", SessionActor.Agent, ActorReason.ClaimedName)]
    [InlineData("UptimeRobot, uptime check", SessionActor.Tool, ActorReason.UptimeCheck)]
    [InlineData("curl 8, other, HTTP library", SessionActor.Tool, ActorReason.HttpLibrary)]
    [InlineData("Headless Chrome 125, Linux, automated browser", SessionActor.Tool, ActorReason.AutomatedBrowser)]
    [InlineData("sqlmap, other, scanner", SessionActor.Tool, ActorReason.Scanner)]
    public void What_the_client_says_of_itself_is_a_claim(string? client, SessionActor actor, ActorReason reason) =>
        Assert.Equal((actor, reason), SessionActors.Of(client, ActorProof.None, [], [], Now));

    [Theory]
    [InlineData("Googlebot, crawler", ActorProof.PublishedRange, SessionActor.Crawler, ActorReason.PublishedRange)]
    [InlineData("Googlebot, crawler", ActorProof.SignedRequest, SessionActor.Crawler, ActorReason.SignedRequest)]
    [InlineData("ChatGPT-User, AI agent", ActorProof.SignedRequest, SessionActor.Agent, ActorReason.SignedRequest)]
    [InlineData("Chrome 126, Windows, desktop", ActorProof.SignedRequest, SessionActor.Agent, ActorReason.SignedRequest)] // a browser that a machine drives, and says so
    public void A_claim_can_be_verified(string client, object proof, SessionActor actor, ActorReason reason) =>
        Assert.Equal((actor, reason), SessionActors.Of(client, (ActorProof)proof, [], [], Now));

    [Theory]
    [InlineData("Chrome 126, Windows, desktop", ActorProof.None)]
    [InlineData("Googlebot, crawler", ActorProof.PublishedRange)]
    [InlineData("curl 8, other, HTTP library", ActorProof.None)]
    public void An_open_finding_weighs_more_than_any_claim(string client, object proof) =>
        Assert.Equal((SessionActor.Attacker, ActorReason.OpenFinding), SessionActors.Of(client, (ActorProof)proof, [Finding(Severity.Medium)], [], Now));

    [Fact]
    public void Low_findings_make_an_attacker_when_they_add_up_to_fifty_points()
    {
        Assert.Equal(SessionActor.Person, SessionActors.Of(null, ActorProof.None, [.. Low(9)], [], Now).Actor);
        Assert.Equal((SessionActor.Attacker, ActorReason.Risk), SessionActors.Of(null, ActorProof.None, [.. Low(10)], [], Now));
    }

    [Fact]
    public void What_a_person_has_judged_false_counts_no_more()
    {
        Assert.Equal(SessionActor.Person, SessionActors.Of(null, ActorProof.None, [Finding(Severity.High) with { IsFalsePositive = true }], [], Now).Actor);
        Assert.Equal(SessionActor.Person, SessionActors.Of(null, ActorProof.None, [.. Low(10).Select(f => f with { IsFalsePositive = true })], [], Now).Actor);
        Assert.Equal(SessionActor.Person, SessionActors.Of(null, ActorProof.None, [], [Alert(Severity.High) with { IsFalsePositive = true }], Now).Actor);
        Assert.Equal(SessionActor.Attacker, SessionActors.Of(null, ActorProof.None, [], [Alert(Severity.High) with { IsFalsePositive = true }, Alert(Severity.Medium)], Now).Actor);
    }

    [Fact]
    public void Findings_that_others_can_cause_or_about_the_site_make_no_attacker()
    {
        Assert.Equal(SessionActor.Person, SessionActors.Of(null, ActorProof.None, [Finding(Severity.Medium) with { Induced = true }], [], Now).Actor);
        Assert.Equal(SessionActor.Person, SessionActors.Of(null, ActorProof.None, [Finding(Severity.High, ActorKind.Site), Finding(Severity.Medium, ActorKind.Endpoint)], [], Now).Actor);
        Assert.Equal(SessionActor.Person, SessionActors.Of(null, ActorProof.None, [Finding(Severity.Low)], [Alert(Severity.Low)], Now).Actor);
    }

    [Theory]
    [InlineData("Chrome 126, Windows, desktop", true, false, SessionActor.Tool, ActorReason.SessionFlood)]
    [InlineData("Chrome 126, Windows, desktop", false, false, SessionActor.Person, ActorReason.None)] // it went on after all
    [InlineData("Chrome 126, Windows, desktop", true, true, SessionActor.Person, ActorReason.None)]
    [InlineData("Googlebot, crawler", true, false, SessionActor.Crawler, ActorReason.ClaimedName)]
    public void One_of_many_sessions_that_did_not_go_on_is_a_tools(string client, bool isSingle, bool isFalsePositive, SessionActor actor, ActorReason reason) =>
        Assert.Equal((actor, reason), SessionActors.Of(client, ActorProof.None, [], [Alert(Severity.Low) with { Rule = "D18", IsFalsePositive = isFalsePositive }], Now, isSingle));

    private static IEnumerable<Finding> Low(int count) => Enumerable.Range(0, count).Select(_ => Finding(Severity.Low));

    private static SessionAlert Alert(Severity severity) => new("alert_1", "D1", severity, Now);

    private static Finding Finding(Severity severity, ActorKind kind = ActorKind.Session) => new()
    {
        Rule = "D9",
        Name = "impossible navigation",
        Severity = severity,
        Subject = new Subject(kind, "s"),
        First = Now,
        Raised = Now,
        Last = Now,
        Count = 1,
        Reason = "A step without its predecessor.",
    };
}
