using System.Globalization;
using ServerSessions.Detection;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Detection;

/// <summary>A detector that fails is a counted fault of that detector; a finding that rises is news once for each rise.</summary>
public sealed class BrokenDetectorTests
{
    private readonly ApplicationFaults _faults = new();
    private readonly DetectorContext _context = new();
    private readonly SubjectState _state = new();
    private readonly List<DetectionResult> _results = [];

    [Theory]
    [InlineData("throws")]
    [InlineData("concerns")]
    [InlineData("no reason")]
    [InlineData("10 MB")]
    [InlineData("severity")]
    [InlineData("no evidence")]
    public void Other_detectors_go_on_and_the_fault_is_counted(string fault)
    {
        var broken = new ScriptedDetector("B1", ActorKind.Session, context => Break(context, fault), concerns: _ => fault == "concerns" ? throw new IOException("away") : true);
        var engine = new DetectionEngine([broken, Rule("T1", _ => Severity.Low)], new DetectionOptions(), _faults);
        Observe(engine, 1);
        Assert.Equal("T1", Assert.Single(_results).Alert.Finding.Rule);
        Assert.Equal(1, _faults.Of("detector B1"));
        Assert.Equal(0, _faults.Of("detector T1"));
    }

    [Fact]
    public void A_failure_to_say_what_is_inducible_counts_against_no_person()
    {
        var engine = new DetectionEngine([new Undecided(), Rule("T1", _ => Severity.Low)], new DetectionOptions(), _faults);
        Observe(engine, 1, EventFlags.Induced);
        Assert.Contains("T1", _results.Select(r => r.Alert.Finding.Rule));
        Assert.All(_results.Where(r => r.Alert.Finding.Rule == "B2"), r => Assert.True(r.Alert.Finding.Induced));
        Assert.Equal(1, _faults.Of("detector B2"));
    }

    [Fact]
    public void Every_rise_is_news_once_and_a_severity_never_falls()
    {
        Severity[] stated = [Severity.Low, Severity.Low, Severity.Medium, Severity.Low, Severity.Medium, Severity.High, Severity.High];
        var engine = new DetectionEngine([Rule("T1", second => stated[second])], new DetectionOptions());
        for (var second = 0; second < stated.Length; second++)
            Observe(engine, second);
        Assert.Equal([true, false, false, false, false, false, false], _results.Select(r => r.IsNew));
        Assert.Equal([false, false, true, false, false, true, false], _results.Select(r => r.IsRise));
        Assert.Equal(
            [Severity.Low, Severity.Low, Severity.Medium, Severity.Medium, Severity.Medium, Severity.High, Severity.High], _results.Select(r => r.Alert.Finding.Severity));
        Assert.Equal([null, null, Severity.Low, Severity.Low, Severity.Low, Severity.Medium, Severity.Medium], _results.Select(r => r.Alert.Finding.PreviousSeverity));
        Assert.Single(_results.Select(r => r.Alert.Id).Distinct());
    }

    [Fact]
    public void Reasons_are_written_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var local = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (local.NumberFormat.NumberDecimalSeparator, local.NumberFormat.NegativeSign, local.NumberFormat.PercentSymbol) = (",", "~", "pc");
        local.DateTimeFormat.TimeSeparator = ".";
        CultureInfo.CurrentCulture = local;
        try
        {
            var rule = new ScriptedDetector("T1", ActorKind.Session, context =>
                context.Raise(Severity.Low, $"{-1.5:0.0} {0.5:0 %} {context.Now:HH:mm}", [context.Mark(text: $"{2.5:0.0}")]));
            Observe(new DetectionEngine([rule], new DetectionOptions()), 0);
            Assert.Same(local, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        var finding = Assert.Single(_results).Alert.Finding;
        Assert.Equal("-1.5 50 % 01:46", finding.Reason);
        Assert.Equal("2.5", Assert.Single(finding.Evidence).Detail);
    }

    private static void Break(DetectorContext context, string fault)
    {
        switch (fault)
        {
            case "throws":
                throw new InvalidOperationException("The model is gone.");
            case "no reason":
                context.Raise(Severity.High, null!, [context.Mark()]);
                break;
            case "10 MB":
                context.Raise(Severity.High, new string('x', 10_000_000), [context.Mark()]);
                break;
            case "severity":
                context.Raise((Severity)77, "Something.", [context.Mark()]);
                break;
            case "no evidence":
                context.Raise(Severity.High, "Something.", null!);
                break;
        }
    }

    private static ScriptedDetector Rule(string id, Func<int, Severity> severity) => new(id, ActorKind.Session, context =>
        context.Raise(severity((int)(context.Now - Start).TotalSeconds), "It happened.", [context.Mark()]));

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_000_000_000);

    private void Observe(DetectionEngine engine, int second, EventFlags flags = EventFlags.None)
    {
        var e = new RequestEvent { Key = new Pseudonym(1, 1), Time = (Start.ToUnixTimeSeconds() + second) * 1_000_000, Step = "/page", Flags = flags };
        _context.Begin(e, null, default, EndpointCatalog.Empty, live: null);
        engine.Observe(ActorKind.Session, "s", _state, _context, _results);
    }

    private sealed class Undecided : ISessionDetector
    {
        public DetectorInfo Info { get; } = new() { Id = "B2", Name = "undecided", Summary = "Fails.", Subjects = [ActorKind.Session] };

        public bool Concerns(DetectorContext context) => true;

        public void Observe(DetectorContext context) => context.Raise(Severity.High, "It happened.", [context.Mark()]);

        public bool IsInducible(DetectorContext context) => throw new IOException("away");
    }
}
