using System.Globalization;
using System.Text.Json;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Insight;

public sealed class InsightCommandTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Sessions_may_interleave_over_files_in_any_order()
    {
        var first = _cli.Log("1.jsonl", Line("s1", 20, "c"), Line("s2", 0, "a"), Line("s1", 0, "a"));
        var second = _cli.Log("2.jsonl", Line("s1", 10, "b"), Line("s2", 10, "b"));
        var paths = await _cli.RunAsync("insight", "paths", first, second, "--json");
        Assert.Equal(2, paths.Number("sessions"));
        Assert.Equal(["a b 2 2", "b c 1 1"], paths.Rows("edges"));
        Assert.Equal(["a 2"], paths.Rows("entries"));
        Assert.Equal(["b 1", "c 1"], paths.Rows("exits"));
        Assert.Equal((0, 0), (paths.Json.GetProperty("other").GetProperty("edges").GetInt32(), paths.Json.GetProperty("other").GetProperty("transitions").GetInt32()));
    }

    [Fact]
    public async Task Lines_that_say_what_a_sessions_visitor_is_are_counted_by_it()
    {
        var log = _cli.Log("s.jsonl", Line("s1", 0, "a"), Line("s2", 0, "a", "\"actor\":\"person\""), Line("s3", 0, "a", "\"actor\":\"attacker\""), Line("s4", 0, "a", "\"actor\":\"crawler\""));
        var overview = await _cli.RunAsync("insight", "overview", log, "--json");
        Assert.Equal(2, overview.Number("sessions"));
        Assert.Contains("Left out: 1 crawler, 1 attacker.", overview.Error);
        Assert.Equal(4, (await _cli.RunAsync("insight", "overview", log, "--actor", "all", "--json")).Number("sessions"));
        Assert.Equal(1, (await _cli.RunAsync("insight", "overview", log, "--actor", "attacker", "--json")).Number("sessions"));
        Assert.Contains("expected actor: with one of person, crawler", (await _cli.RunAsync("insight", "overview", log, "--actor", "bot")).Error);
        Assert.Contains("could not be read (1)", (await _cli.RunAsync("insight", "overview", _cli.Log("b.jsonl", Line("s1", 0, "a", "\"actor\":\"ghost\"")), "--json")).Error);
    }

    [Fact]
    public async Task Values_of_recorded_events_are_counted_again()
    {
        var log = _cli.Log("s.jsonl",
            Line("s1", 0, "cart"), Line("s1", 5, "pay"), Line("s1", 6, "order", "\"properties\":{\"value\":\"10.10\",\"currency\":\"EUR\"}"), Line("s1", 7, "order", "\"properties\":{\"value\":\"10.10\",\"currency\":\"EUR\"}"),
            Line("s2", 0, "cart"), Line("s2", 5, "pay"), Line("s2", 6, "order", "\"properties\":{\"value\":\"5\",\"currency\":\"usd\",\"kind\":\"gift\"}"), Line("s3", 0, "cart"));
        var goals = await _cli.RunAsync("insight", "goals", log, "--goal", "pay", "--json");
        Assert.Equal(
            ["order 3 2 EUR 2 20.2 10.1 USD 1 5 5", "pay 2 2"],
            goals.Json.GetProperty("goals").EnumerateArray().Select(g => string.Join(' ', [
                $"{g.GetProperty("goal")} {g.GetProperty("times")} {g.GetProperty("sessions")}",
                .. g.GetProperty("values").EnumerateArray().Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.GetProperty("currency")} {v.GetProperty("count")} {v.GetProperty("sum").GetDecimal():0.##} {v.GetProperty("median").GetDecimal():0.##}"))])));
        Assert.Contains("20.20 EUR, 5.00 USD", (await _cli.RunAsync("insight", "goals", log)).Output);
        var funnel = await _cli.RunAsync("insight", "funnel", log, "--steps", "cart", "pay", "--json");
        Assert.Equal(["EUR 20.2", "USD 5"], funnel.Json.GetProperty("values").EnumerateArray().Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.GetProperty("currency")} {v.GetProperty("sum").GetDecimal():0.##}")));
        Assert.Contains("could not be read (1)", (await _cli.RunAsync("insight", "goals", _cli.Log("b.jsonl", Line("s1", 0, "order", "\"properties\":{\"value\":5}")), "--json")).Error);
    }

    [Fact]
    public async Task Changes_whose_name_does_not_say_their_method_are_forms_and_come_after_their_page()
    {
        var log = _cli.Log("s.jsonl",
            Line("s1", 0, "address"), Line("s1", 5, "address", "\"kind\":\"action\",\"outcome\":\"invalid\",\"field\":\"zip\""), Line("s1", 9, "address", "\"kind\":\"action\",\"landed\":\"payment\""),
            Line("s2", 0, "address"), Line("s2", 4, "address", "\"kind\":\"action\""), Line("s3", 0, "address"), Line("s3", 2, "home"));
        var report = (await _cli.RunAsync("insight", "abandonment", log, "--json")).Json;
        var form = Assert.Single(report.GetProperty("forms").EnumerateArray().ToList());
        Assert.Equal(("address", 3, 2, 2, 3), (
            form.GetProperty("form").GetString(), form.GetProperty("shown").GetInt32(), form.GetProperty("tried").GetInt32(), form.GetProperty("finished").GetInt32(), form.GetProperty("tries").GetInt32()));
        Assert.Equal(7, (await _cli.RunAsync("insight", "overview", log, "--json")).Number("steps"));
    }

    [Fact]
    public async Task An_event_that_the_application_recorded_is_no_page_to_return_from_also_without_properties()
    {
        string[] Lines(string more) => [Line("s1", 0, "list"), Line("s1", 5, "item"), Line("s1", 5, "item.seen", more), Line("s1", 9, "list")];
        Assert.Equal(1, (await _cli.RunAsync("insight", "friction", _cli.Log("k.jsonl", Lines("\"kind\":\"custom\"")), "--json")).Number("quickBacks"));
        Assert.Equal(0, (await _cli.RunAsync("insight", "friction", _cli.Log("n.jsonl", Lines("\"kind\":\"page\"")), "--json")).Number("quickBacks"));
    }

    [Fact]
    public async Task Pages_that_redirects_led_to_are_counted_again()
    {
        var log = _cli.Log("s.jsonl",
            Line("s1", 0, "cart"), Line("s1", 5, "order", "\"landed\":\"thanks\",\"passed\":[\"back\"]"),
            Line("s2", 0, "cart"), Line("s2", 5, "order", "\"landed\":\"back\",\"passed\":null"), Line("s3", 0, "cart"), Line("s3", 5, "order"));
        var funnel = await _cli.RunAsync("insight", "funnel", log, "--steps", "cart", "back", "thanks", "--json");
        Assert.Equal([3, 2, 1], funnel.Json.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("entered").GetInt32()));
        Assert.Contains("could not be read (1)", (await _cli.RunAsync("insight", "overview", _cli.Log("b.jsonl", Line("s1", 0, "order", "\"passed\":\"back\"")), "--json")).Error);
    }

    [Fact]
    public async Task The_overview_is_exact()
    {
        var overview = await _cli.RunAsync("insight", "overview", _cli.Log("s.jsonl",
            Line("s1", 0, "a", "\"user\":\"ann\""), Line("s1", 60, "b"), Line("s2", 0, "a", "\"user\":\"ann\""), Line("s3", 0, "a"), Line("s3", 31, "a", "\"outcome\":\"failed\"")),
            "--goal", "b", "--json");
        Assert.Equal((3, 1, 5), (overview.Number("sessions"), overview.Number("users"), overview.Number("steps")));
        Assert.Equal(2d / 3, overview.Value("engagedShare"));
        Assert.Equal(31, overview.Value("medianDurationSeconds"));
        Assert.Equal("{\"ok\":4,\"failed\":1}", Compact(overview.Json.GetProperty("outcomes")));
        Assert.Equal("{\"blocked\":1,\"bounced\":1,\"completed\":1}", Compact(overview.Json.GetProperty("classes")));
        Assert.Equal(["a 3"], overview.Rows("topEntries"));
        Assert.Equal(["a 2", "b 1"], overview.Rows("topExits"));
        Assert.Equal(["a 3 4", "b 1 1"], overview.Rows("topSteps"));
    }

    [Fact]
    public async Task A_funnel_names_its_steps_before_or_after_the_file()
    {
        var log = _cli.Log("s.jsonl", Line("s1", 0, "GET /a"), Line("s1", 5, "POST /b"), Line("s2", 0, "GET /a", "\"outcome\":\"invalid\",\"field\":\"zip\""));
        foreach (var arguments in (string[][])[["--steps", "GET /a", "POST /b", log], [log, "--steps", "GET /a", "POST /b"]])
        {
            var funnel = await _cli.RunAsync(["insight", "funnel", .. arguments, "--json"]);
            Assert.Equal(2, funnel.Number("units"));
            var steps = funnel.Json.GetProperty("steps");
            Assert.Equal("GET /a 2 1 1", Cells(steps[0], "step", "entered", "converted", "share"));
            Assert.Equal("POST /b 1 1 0.5", Cells(steps[1], "step", "entered", "converted", "share"));
            Assert.Equal("{\"p50\":5,\"p90\":5}", Compact(steps[0].GetProperty("timeToConvertSeconds")));
            Assert.Equal("[{\"cause\":\"invalid: zip\",\"count\":1}]", Compact(steps[0].GetProperty("causes")));
        }
    }

    [Fact]
    public async Task Given_think_times_are_believed_and_others_are_the_gap_after_the_answer()
    {
        var friction = await _cli.RunAsync("insight", "friction", _cli.Log("s.jsonl",
            Line("s1", 0, "a"), Line("s1", 10, "b", "\"dwellMs\":9000"), Line("s1", 30, "a"),
            Line("s2", 0, "a"), Line("s2", 10, "b", "\"serverMs\":10000"), Line("s2", 30, "a"),
            Line("s3", 0, "a"), Line("s3", 10, "b"), Line("s3", 30, "a")), "--json");
        Assert.Equal((2, 3, 3), (friction.Number("quickBacks"), friction.Number("backtracks"), friction.Number("sessionsWithBacktrack")));
        Assert.Equal("s3", friction.Json.GetProperty("worst")[2].GetProperty("session").GetString());
    }

    [Theory]
    [InlineData("\"parameter\":\"1\"", "\"parameter\":\"1\"", 1)]
    [InlineData("\"parameter\":\"1\"", "\"parameter\":\"2\"", 0)]
    public async Task Rage_is_of_the_same_parameters(string one, string other, long rage)
    {
        var friction = await _cli.RunAsync("insight", "friction", _cli.Log("s.jsonl", Line("s", 0, "a", one), Line("s", 1, "a", other), Line("s", 2, "a", one)), "--json");
        Assert.Equal(rage, friction.Number("rage"));
    }

    [Fact]
    public async Task Features_are_those_that_lines_name()
    {
        var adoption = await _cli.RunAsync("insight", "adoption", _cli.Log("s.jsonl",
            Line("s1", 0, "a", "\"user\":\"u1\",\"feature\":\"wish\""), Line("s2", 0, "b", "\"user\":\"u2\"")), "--json");
        Assert.Equal("wish 2 1 1", Cells(adoption.Json.GetProperty("features")[0], "feature", "users", "unaware", "tried"));
    }

    [Fact]
    public async Task Retention_counts_those_who_came_back()
    {
        var retention = await _cli.RunAsync("insight", "retention", _cli.Log("s.jsonl",
            Line("s1", 0, "a", "\"user\":\"u1\""), Line("s2", 86_400, "b", "\"user\":\"u1\""), Line("s3", 0, "a", "\"user\":\"u2\"")), "--json");
        var cohort = Assert.Single(retention.Json.GetProperty("cohorts").EnumerateArray().ToList());
        Assert.Equal("2026-01-05 2", Cells(cohort, "period", "users"));
        Assert.Equal("[2,1]", Compact(cohort.GetProperty("returned")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_a_report_of_zeros(string kind)
    {
        string[] steps = kind == "funnel" ? ["--steps", "a", "b"] : [];
        foreach (string[] json in (string[][])[[], ["--json"]])
        {
            var result = await _cli.RunAsync(["insight", kind, _cli.Log("empty.jsonl"), .. steps, .. json]);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task People_are_shown_lines(string kind)
    {
        string[] steps = kind == "funnel" ? ["--steps", "a", "b"] : ["--flow", "way=a>b>c"];
        var result = await _cli.RunAsync(["insight", kind, _cli.Log("s.jsonl", Line("s", 0, "a\\u001b[31m"), Line("s", 3, "b!")), .. steps]);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_counted_and_the_first_three_shown()
    {
        var result = await _cli.RunAsync("insight", "overview", _cli.Log("s.jsonl",
            "junk", Line("s", 0, "a"), "{\"session\":\"s\"}", "[]", "{\"session\":\"s\",\"time\":\"yesterday\",\"step\":\"a\"}", "",
            "{\"session\":\"s\",\"time\":\"2026-01-05T09:00:09Z\",\"step\":\"b\",\"outcome\":\"great\"}",
            "{\"session\":\"s\",\"time\":\"2026-01-05T09:00:09Z\",\"step\":\"b\",\"new\":{\"x\":[1]}}"), "--json");
        Assert.Equal((0, 1, 2), (result.ExitCode, (int)result.Number("sessions"), (int)result.Number("steps")));
        Assert.Contains("(5), the first 3", result.Error);
        Assert.Contains("s.jsonl:1: junk", result.Error);
    }

    [Theory]
    [InlineData("is not there", "overview", "missing.jsonl")]
    [InlineData("no insight 'everything'", "everything", "missing.jsonl")]
    [InlineData("the name of a file", "overview")]
    [InlineData("to know which")]
    [InlineData("2 to 20 steps", "funnel", "s.jsonl", "--steps", "a")]
    [InlineData("Expected a name", "friction", "s.jsonl", "--flow", "checkout")]
    [InlineData("sequential, strict, any", "funnel", "s.jsonl", "--steps", "a", "b", "--order", "some")]
    [InlineData("14d", "funnel", "s.jsonl", "--steps", "a", "b", "--window", "long")]
    [InlineData("1 to 50", "paths", "s.jsonl", "--depth", "0")]
    [InlineData("no option --stepps", "paths", "s.jsonl", "--stepps", "a")]
    public async Task An_impossible_query_is_reported(string expected, params string[] arguments)
    {
        var log = _cli.Log("s.jsonl", Line("s", 0, "a"));
        var result = await _cli.RunAsync(["insight", .. arguments.Select(a => a == "s.jsonl" ? log : a)]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error);
    }

    [Fact]
    public async Task Steps_of_a_replayed_log_are_read_back()
    {
        var log = _cli.Log("access.log", LogLine.Combined("10:00:00", "/a"), LogLine.Combined("10:00:20", "/b"), LogLine.Combined("10:00:25", "/b"), LogLine.Combined("10:00:30", "/a"));
        Assert.Equal(0, (await _cli.RunAsync("replay", log, "--steps", _cli.PathOf("steps.jsonl"))).ExitCode);
        var friction = await _cli.RunAsync("insight", "friction", _cli.PathOf("steps.jsonl"), "--json");
        Assert.Equal((1, 1, 1), (friction.Number("sessions"), friction.Number("quickBacks"), friction.Number("backtracks")));
        Assert.Equal(4, (await _cli.RunAsync("insight", "overview", _cli.PathOf("steps.jsonl"), "--json")).Number("steps"));
    }

    public static TheoryData<string> Kinds => [.. ServerSessions.Cli.Insight.InsightKinds.Names];

    private static string Line(string session, double at, string step, string more = "") => string.Create(
        CultureInfo.InvariantCulture, $"{{\"session\":\"{session}\",\"time\":\"{Walks.Monday.AddSeconds(at):O}\",\"step\":\"{step}\"{(more.Length > 0 ? "," : "")}{more}}}");

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static string Cells(JsonElement element, params string[] members) => string.Join(' ', members.Select(m => element.GetProperty(m).ToString()));
}
