using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

/// <summary>Offices behind one address whose browsers keep no cookie, so that nothing but their network is known of them: the hardest case for D1.</summary>
public class OfficeSignInTests
{
    private const double Day = 86_400;
    private const double Morning = 1_500;
    private const int Seeds = 12;

    public static TheoryData<int, double> Offices
    {
        get
        {
            var offices = new TheoryData<int, double>();
            foreach (var people in (int[])[20, 50, 200, 500, 1_000, 2_000])
                foreach (var mistypes in (double[])[0.02, 0.05, 0.10])
                    offices.Add(people, mistypes);
            return offices;
        }
    }

    [Theory]
    [MemberData(nameof(Offices))]
    public void The_first_morning_of_an_office_is_silent(int people, double mistypes) =>
        EachSeed(people, random => Assert.Empty(D1(Mornings(random, people, mistypes, at: 0))));

    [Theory]
    [MemberData(nameof(Offices))]
    public void A_monday_on_which_every_third_password_has_expired_is_silent(int people, double mistypes) => EachSeed(people, random =>
    {
        var expired = Enumerable.Range(0, people).Where(_ => random.Next(3) == 0).SelectMany(person =>
        {
            var at = (3 * Day) + (random.NextDouble() * Morning);
            // The old password twice; a new one after some minutes, or, for one in four, after a call in the afternoon.
            return (RequestEvent[])[Login(at, person, visitor: person), Login(at + 20, person, visitor: person),
                .. random.Next(4) == 0 ? (RequestEvent[])[] : [Login(at + 180 + (random.NextDouble() * 900), person, succeeds: true, visitor: person)]];
        });
        Assert.Empty(D1([.. Mornings(random, people, mistypes, at: 0), .. expired]));
    });

    [Theory]
    [MemberData(nameof(Offices))]
    public void A_morning_on_which_single_sign_on_is_broken_is_silent(int people, double mistypes) =>
        EachSeed(people, random => Assert.Empty(D1([.. Mornings(random, people, mistypes, at: 0), .. Broken(random, people, at: Day)])));

    [Theory]
    [MemberData(nameof(Offices))]
    public void Clients_that_repeat_an_expired_password_by_themselves_are_silent(int people, double mistypes) => EachSeed(people, random =>
    {
        var expired = Enumerable.Range(0, people).Where(_ => random.Next(3) == 0).SelectMany(person =>
        {
            var at = (3 * Day) + (random.NextDouble() * Morning);
            return (RequestEvent[])[.. Enumerable.Range(0, 12).Select(i => Login(at + (i * 10), person, visitor: person)),
                .. random.Next(4) == 0 ? (RequestEvent[])[] : [Login(at + 180 + (random.NextDouble() * 600), person, succeeds: true, visitor: person)]];
        });
        Assert.Empty(D1([.. Mornings(random, people, mistypes, at: 0), .. expired]));
    });

    [Theory]
    [InlineData(50, false)]
    [InlineData(200, false)]
    [InlineData(200, true)]
    [InlineData(1_000, false)]
    public void An_outage_of_sign_in_lowers_the_finding_about_an_office_of_strangers_and_does_not_silence_it(int people, bool areOnTheWay) => EachSeed(people, random =>
    {
        // The whole site signs in elsewhere until the outage, and fails from then on: at home, or on the way in a browser that has signed in before.
        var others = Others(until: 1_500, e => areOnTheWay ? (e with { Network = e.Network + 500_000 }).With(EventFlags.KnownDevice) : e);
        var findings = D1([.. others, .. Broken(random, people, at: Day + 1_800)], Usual());
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.Equal(Severity.Low, f.Severity));
    });

    [Fact]
    public void An_attack_does_not_pass_for_an_outage_by_its_own_failures() => EachSeed(600, random =>
        Assert.Contains(D1([.. Others(until: 9_000), .. Broken(random, 600, at: Day + 1_800)], Usual()), f => f.Severity >= Severity.Medium));

    [Theory]
    [InlineData(1, 400, true)] // an own account whose hundreds of sign-ins an hour were usual
    [InlineData(60, 8, true)] // own accounts in one network
    [InlineData(400, 1, true)]
    [InlineData(15, 8, false)] // each in a network of its own, and no other visitor is here
    public void An_outage_cannot_be_bought_with_own_accounts_or_invented_names(int accounts, int failures, bool inOneNetwork) => EachSeed(600, random =>
    {
        var own = Enumerable.Range(0, accounts).Select(i => (Account: 70_000 + i, Network: 9_000 + (ulong)(inOneNetwork ? 0 : i))).ToList();
        // Weeks of sign-ins, which end when the attack begins.
        var before = own.SelectMany(one => Enumerable.Range(0, 2).Select(i => Login(i * Day / 2, one.Account, succeeds: true, network: one.Network, visitor: one.Account)));
        var fails = own.SelectMany(one => Enumerable.Range(0, failures).Select(i => Login(Day + 1_500 + (i * 600.0 / failures), one.Account, network: one.Network, visitor: one.Account)));
        var invented = Enumerable.Range(0, 300).Select(i => Login(Day + 1_500 + i, 80_000 + i, network: 9_900 + (ulong)i, visitor: 80_000 + i));
        Assert.Contains(D1([.. before, .. fails, .. invented, .. Broken(random, 600, at: Day + 1_800)], Usual()), f => f.Severity >= Severity.Medium);
    });

    [Fact]
    public void Own_accounts_that_fail_at_home_make_no_outage_while_people_sign_in() => EachSeed(600, random =>
    {
        var before = Enumerable.Range(0, 40).Select(i => Login(i, 70_000 + i, succeeds: true, network: 9_000 + (ulong)i, visitor: 70_000 + i));
        var fails = Enumerable.Range(0, 400).Select(i => Login(Day + 1_500 + (3 * i), 70_000 + (i % 40), network: 9_000 + (ulong)(i % 40), visitor: 70_000 + (i % 40)));
        Assert.Contains(D1([.. before, .. fails, .. Others(until: 9_000), .. Broken(random, 600, at: Day + 1_800)], Usual()), f => f.Severity >= Severity.Medium);
    });

    [Theory]
    [InlineData(48, 60)]
    [InlineData(100, 40)]
    [InlineData(500, 200)]
    [InlineData(2_000, 800)]
    public void An_attack_from_the_address_of_an_office_is_found_on_its_first_morning(int colleagues, int accounts) => EachSeed(colleagues, random =>
    {
        var attack = Enumerable.Range(0, accounts).Select(i => Login(300 + (i * 900.0 / accounts), 50_000 + i, visitor: 3));
        Assert.Contains(D1([.. Mornings(random, colleagues, 0.05, at: 0), .. attack]), f => f.Severity >= Severity.Medium);
    });

    [Theory]
    [InlineData(20)]
    [InlineData(2_000)]
    public void From_the_second_morning_on_the_office_hides_no_eight_accounts(int colleagues) => EachSeed(colleagues, random =>
    {
        var attack = Enumerable.Range(0, 8).Select(i => Login(Day + 300 + (i * 60), 50_000 + i, visitor: 3));
        Assert.NotEmpty(D1([.. Mornings(random, colleagues, 0.05, at: 0), .. Mornings(random, colleagues, 0.05, at: Day, isKnown: true), .. attack]));
    });

    private static void EachSeed(int people, Action<Random> check)
    {
        // Large offices take long and vary little.
        for (var seed = 1; seed <= (people >= 1_000 ? 3 : Seeds); seed++)
            check(new Random(seed));
    }

    // Every employee signs in once; some mistype once or twice, and one in five of those gives up and is helped in the afternoon.
    private static IEnumerable<RequestEvent> Mornings(Random random, int people, double mistypes, double at, bool isKnown = false) => Enumerable.Range(0, people).SelectMany(person =>
    {
        var begins = at + (random.NextDouble() * Morning);
        var fails = random.NextDouble() < mistypes ? 1 + random.Next(2) : 0;
        var givesUp = fails > 0 && !isKnown && random.Next(5) == 0;
        return (RequestEvent[])[.. Enumerable.Range(0, fails).Select(i => Login(begins + (i * 15), person, visitor: person)),
            Login(givesUp ? begins + 20_000 : begins + (fails * 15), person, succeeds: true, visitor: person)];
    });

    // People all over the site, each at home: they signed in the day before, and do so now until a second of this day.
    private static IEnumerable<RequestEvent> Others(double until, Func<RequestEvent, RequestEvent>? now = null) => Enumerable.Range(0, 1_500).SelectMany(i =>
    {
        var at = i * 2.0;
        var today = Login(Day + at + 1, 10_000 + i, succeeds: at < until, network: 5_000 + (ulong)i, visitor: 10_000 + i);
        return (RequestEvent[])[Login(at, 10_000 + i, succeeds: true, network: 5_000 + (ulong)i, visitor: 10_000 + i), now?.Invoke(today) ?? today];
    });

    private static IEnumerable<RequestEvent> Broken(Random random, int people, double at) => Enumerable.Range(0, people).SelectMany(person =>
    {
        var begins = at + (random.NextDouble() * 600);
        return Enumerable.Range(0, 2).Select(i => Login(begins + (i * 30), person, visitor: person));
    });

    private static Baselines Usual() => new()
    {
        Site = new SiteBaseline([.. Enumerable.Range(0, SiteKinds.Count).Select(kind => Enumerable.Repeat(new SiteHour(kind == (int)SiteKind.LoginSuccesses ? 300 : 5, 3, 4), SiteBaseline.HoursOfWeek).ToArray())]),
    };

    private static List<Finding> D1(IEnumerable<RequestEvent> events, Baselines? baselines = null)
    {
        var options = new DetectionOptions();
        ISessionDetector[] rules = [new CredentialStuffing(options.CredentialStuffing), new SiteShift(options.SiteShift)];
        var ordered = events.OrderBy(e => e.Time).ToList();
        return [.. new FoldRun(detectors: rules, baselines: baselines).Live(ordered).Until((ordered[^1].Time - Zero) / 1e6 + 5_000).Alerts.Select(a => a.Alert.Finding).Where(f => f.Rule == "D1")];
    }
}
