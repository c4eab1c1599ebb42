using ServerSessions.Insights.Folds;
using ServerSessions.Model;
using ServerSessions.Model.Browser;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Insights;

public class FieldFoldTests
{
    [Fact]
    public void The_field_at_which_people_stop_comes_first_with_its_tries_and_time()
    {
        var fold = new FieldFold();
        fold.Add(Session(1, sends: true, new BrowserField("email", 1, 1, 0, 2_000), new BrowserField("card", 1, 1, 0, 4_000)));
        fold.Add(Session(2, sends: false, new BrowserField("email", 1, 1, 0, 4_000), new BrowserField("card", 2, 3, 2, 20_000)));
        fold.Add(Session(3, sends: false, new BrowserField("card", 1, 0, 0, 6_000)));
        var fields = fold.Result().Fields;
        Assert.Equal([("card", 3L, 2L, 3L, 4L, 2L, 2L, 10.0), ("email", 3L, 0L, 2L, 2L, 0L, 0L, 3.0)],
            fields.Select(f => (f.Field, f.FormSessions, f.Stops, f.Sessions, f.Changes, f.Refills, f.Errors, f.MeanSeconds)));
        Assert.All(fields, f => Assert.Equal("GET /form", f.Step));
    }

    [Fact]
    public void Pieces_merge_to_what_all_journeys_give()
    {
        Journey[] journeys = [Session(1, true, new BrowserField("a", 1, 1, 0, 5)), Session(2, false, new BrowserField("a", 1, 2, 1, 5), new BrowserField("b", 1, 0, 0, 7))];
        var (whole, merged) = (new FieldFold(), new FieldFold());
        foreach (var journey in journeys)
        {
            var piece = new FieldFold();
            whole.Add(journey);
            piece.Add(journey);
            merged.Merge(piece.Fields);
        }

        Assert.Equal(whole.Fields.OrderBy(f => f.Key, StringComparer.Ordinal), merged.Fields.OrderBy(f => f.Key, StringComparer.Ordinal));
    }

    private static Journey Session(int visitor, bool sends, params BrowserField[] fields)
    {
        var report = SampleReports.Report(30, page: 0, visitor: visitor);
        report.Detail!.Browser!.Fields = fields;
        RequestEvent[] events = [Page(0, "/form", visitor), report, Post(31, "/form", visitor, outcome: sends ? Outcome.Redirected : Outcome.Invalid)];
        return Assert.Single(new FoldRun().Live(events).End().Closed);
    }
}
