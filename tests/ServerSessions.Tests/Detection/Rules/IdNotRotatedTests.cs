using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.Requests;

namespace ServerSessions.Tests.Detection.Rules;

public class IdNotRotatedTests
{
    [Fact]
    public void A_route_that_keeps_the_id_is_told_once_however_often_it_does()
    {
        var run = new FoldRun().Live(Enumerable.Range(0, 50).Select(i => Keeping(i * 3_600, "/login", visitor: i)));
        var finding = Assert.Single(run.Raised);
        Assert.Equal(("D14", ActorKind.Site, Severity.Medium), (finding.Rule, finding.Subject.Kind, finding.Severity));
        Assert.StartsWith("POST /login signs in", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_route_is_told() =>
        Assert.Equal(2, new FoldRun().Live(Keeping(0, "/login"), Keeping(7_200, "/elevate"), Keeping(14_400, "/login")).Raised.Count());

    [Fact]
    public void A_sign_in_with_a_new_id_is_as_it_should_be() =>
        Assert.Empty(new FoldRun().Live(Post(0, "/login").With(EventFlags.SignedIn)).Raised);

    private static RequestEvent Keeping(double at, string path, int visitor = 1) => Post(at, path, visitor).With(EventFlags.SignedIn | EventFlags.IdKept);
}
