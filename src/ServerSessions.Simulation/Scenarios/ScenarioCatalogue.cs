using ServerSessions.Simulation.Visiting;
using ServerSessions.Simulation.Scenarios.Attacks;
using ServerSessions.Simulation.Scenarios.Evasions;
using ServerSessions.Simulation.Scenarios.Honest;

namespace ServerSessions.Simulation.Scenarios;

internal static class ScenarioCatalogue
{
    public const string Everything = "all";

    public static IReadOnlyList<IScenario> All { get; } =
    [
        new Shopper(), new WindowShopper(), new ReturningCustomer(), new Mistyper(), new BackButton(), new Prefetch(), new RestoredTabs(), new PasswordManager(),
        new SlowTypist(), new LinkChecker(), new SearchCrawler(), new PollingDashboard(), new Telemetry(), new SharedKiosk(), new Traveller(), new MobileCarrier(),
        new TravellerNewPhone(), new RemoteWorker(), new DualStack(), new PhoneOnTheMove(),
        new Office(20), new Office(200), new Office(1000),
        new TabOpener(), new DesktopSite(), new OldLinks(), new StaleForm(),
        new ForgottenPassword(), new NewPhone(), new SettingsOnTheRoad(), new TwoTabs(), new Newsletter(), new InducedReader(),
        new CredentialStuffing(), new CredentialStuffingBrowser(), new CredentialStuffingDistributed(),
        new StuffingSuccess(), new GuessedPassword(), new BruteForce(), new BruteForceDistributed(), new LowAndSlow(),
        new StolenSession(), new CopiedBrowser(), new KeptSessionId(), new AccountTakeover(), new SharedAccount(), new AccountMill(), new SessionFlood(),
        new StolenCookie(), new StolenCookieLater(), new StolenCookieSameBrowser(), new StolenCookieAllHeaders(), new InvoiceWalk(), new InvoicePicker(), new PrivilegeWalk(), new PrivilegePeek(),
        new ImpossibleNavigation(), new SkippedPayment(), new TokenlessForms(), new BorrowedToken(),
        new CheckoutBot(), new Scraper(), new SteadyScraper(), new TrapVisitor(), new FormFiller(), new Scanner(), new NamelessScanner(),
        new StolenPassword(), new StolenPasswordSlow(), new SearchScraper(), new ScraperBrowser(),
        new OddWalk(), new LoginOutage(), new WideSpray(), new ForgedInvoiceWalk(), new ForgedTrapVisitor(),
    ];

    /// <summary>Returns the scenarios with these names; without names, those with a weight above 0.</summary>
    public static IReadOnlyList<IScenario> Choose(IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
            return [.. All.Where(scenario => scenario.Weight > 0)];
        if (names.Contains(Everything))
            return All;
        return [.. names.Distinct().Select(Find)];
    }

    /// <summary>All, and those that are run by name alone: visitors of a demonstration, and attacks that are built to stay unseen.</summary>
    public static IEnumerable<IScenario> Named => [.. All, new DeclinedCard(), new Member(), new Assistant(), new Administrator(), .. EvasionCatalogue.All];

    private static IScenario Find(string name) =>
        Named.FirstOrDefault(scenario => scenario.Name == name)
        ?? throw new ArgumentException($"There is no scenario '{name}'. There are: {string.Join(", ", Named.Select(scenario => scenario.Name))}, and 'all'.", nameof(name));
}
