using ServerSessions.Testing;

namespace ServerSessions.Tests.Detection.Rules;

public class IdNotRotatedTests
{
    private readonly DetectorHarness _harness = new(BuiltInDetectors.Find("D14"));

    [Fact]
    public void A_route_that_keeps_the_id_is_reported_once_however_often_it_does()
    {
        for (var i = 0; i < 50; i++)
            Keep("/login", $"visitor {i}").After(TimeSpan.FromHours(1));
        var finding = Assert.Single(_harness.Findings);
        Assert.Equal(("D14", ActorKind.Site, Severity.Medium), (finding.Rule, finding.Subject.Kind, finding.Severity));
        Assert.StartsWith("POST /login signs in", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_route_is_reported()
    {
        foreach (var path in (string[])["/login", "/elevate", "/login"])
            Keep(path, "anna").After(TimeSpan.FromHours(2));
        Assert.Equal(2, _harness.Findings.Count);
    }

    [Fact]
    public void A_sign_in_with_a_new_id_is_as_it_should_be()
    {
        _harness.Session("anna").SignIn("anna");
        Assert.Empty(_harness.Findings);
    }

    private TestSession Keep(string path, string visitor) =>
        _harness.Session(visitor).Send(new TestRequest { Method = "POST", Path = path, Outcome = Outcome.Redirected, IsSignIn = true, KeepsId = true });
}
