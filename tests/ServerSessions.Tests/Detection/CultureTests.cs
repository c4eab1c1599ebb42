using System.Globalization;
using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection;

/// <summary>What is stored, sent and compared reads the same wherever a worker runs.</summary>
public sealed class CultureTests
{
    private static readonly EndpointCatalog Forms = new("1",
    [
        new("GET /form", HttpVerb.Get, "/form", [], null, EventFlags.None, null),
        new("form.send", HttpVerb.Post, "/form", [], null, EventFlags.None, null) { IsForm = true },
    ]);

    [Fact]
    public void Findings_of_many_rules_and_their_incident_are_written_alike_in_every_culture()
    {
        var invariant = Written(CultureInfo.InvariantCulture);
        var local = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (local.NumberFormat.NumberDecimalSeparator, local.NumberFormat.NegativeSign, local.NumberFormat.PercentSymbol) = (",", "~", "pc");
        (local.NumberFormat.NumberGroupSeparator, local.DateTimeFormat.TimeSeparator) = (".", ".");
        Assert.Equal(invariant, Written(local));

        var rules = invariant.Select(line => line.Split(' ')[0]).ToHashSet();
        Assert.All((string[])["D1", "D3", "D11", "D12", "D13", "D15", "incident"], rule => Assert.Contains(rule, rules));
    }

    private static List<string> Written(CultureInfo culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            var options = new DetectionOptions();
            options.Incidents.Points = 20;
            options.Modes["D11"] = DetectionMode.Alert;
            var run = new FoldRun(catalog: Forms, options: options).Live(Traffic()).Until(20_000);
            return [.. run.Alerts.Select(a => a.Alert.Finding).Select(f =>
                $"{f.Rule} {f.Reason} {string.Join("; ", f.Measures.Select(m => m.Name))} {string.Join("; ", f.Evidence.Select(e => $"{e.Step} {e.Detail}"))}")];
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<RequestEvent> Traffic()
    {
        RequestEvent[] all =
        [
            .. Enumerable.Range(0, 20).Select(i => Login(i * 2.5, i, visitor: 100 + i)), .. Enumerable.Range(0, 12).Select(i => Login(60.5 + i, 50, network: 78, visitor: 200 + i)),
            .. Enumerable.Range(0, 3).SelectMany(i => new[] { Page(i * 30.5, "/form"), Post((i * 30.5) + 0.4, "/form") with { Step = "form.send" } }),
            .. Enumerable.Range(0, 20).Select(i => Unknown(100 + (i * 1.5), i, probe: i < 6 ? $"probe {i}" : null, visitor: 1)),
            Page(140, "/wp-login.php").With(EventFlags.Trap),
            At(200, 52.5, 13.5, "DE", visitor: 60), At(260.5, -33.5, 151.5, "AU", visitor: 61),
        ];
        return all.OrderBy(e => e.Time);
    }

    private static RequestEvent At(double at, double latitude, double longitude, string country, int visitor) =>
        Page(at, "/", visitor).From(1) with { Place = PlaceCode.Of(CountryCode.Of(country), latitude, longitude, isRelay: false), Network = (ulong)visitor };
}
