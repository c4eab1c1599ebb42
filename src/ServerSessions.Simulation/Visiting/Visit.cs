
namespace ServerSessions.Simulation.Visiting;

/// <summary>One run of one scenario: its people, its clock and its random numbers.</summary>
internal sealed class Visit(int number, IScenario scenario, IVisitorClient client, VisitorClock clock, Tally tally, Random random, double size = 1)
{
    // Single customers, guests of the kiosk and staff of offices are different accounts, so that no account is in two places at once.
    private const int SingleCustomers = 10;
    private const int Guests = 3;

    private static readonly Dictionary<DemoAccount, int> Numbers = DemoAccounts.All.Index().ToDictionary(entry => entry.Item, entry => entry.Index);

    public string Name => scenario.Name;

    public bool IsPerson => scenario.Kind == VisitorKind.Person;

    /// <summary>Pace of scenarios that keep one of their own.</summary>
    public double AttemptsPerHour { get; init; } = 30;

    public IVisitorClient Client => client;

    public VisitorClock Clock => clock;

    public Tally Tally => tally;

    public Random Random => random;

    /// <summary>The customer that this visit is about, for scenarios that sign in.</summary>
    public DemoAccount Customer => OfMany(SingleCustomers, DemoAccounts.Honest, DemoAccounts.MoreCustomers);

    /// <summary>The person of a visit about places; no other visit uses the same person.</summary>
    public DemoAccount Person => DemoAccounts.Travellers[number % DemoAccounts.Travellers.Count];

    /// <summary>The customer that this attack is about.</summary>
    public DemoAccount Victim => OfMany(DemoAccounts.Leaked.Count, DemoAccounts.Leaked, DemoAccounts.MoreVictims);

    /// <summary>What is about the whole site is as much larger as the site is.</summary>
    public int Scaled(int number) => (int)(number * size);

    /// <summary>A member of an office's staff.</summary>
    public static DemoAccount Staff(int person) => DemoAccounts.Honest[SingleCustomers + Guests + person % (DemoAccounts.Honest.Count - SingleCustomers - Guests)];

    /// <summary>A guest that uses the browser in the lobby.</summary>
    public static DemoAccount Guest(int person) => DemoAccounts.Honest[SingleCustomers + person % Guests];

    /// <summary>A visitor without an account, at home.</summary>
    public Browser Stranger() => Open(BrowserProfile.Everyday[random.Next(BrowserProfile.Everyday.Count)], Addresses.Anybody(random));

    /// <summary>The customer at home: always the same address and the same browser.</summary>
    public Browser AtHome(DemoAccount account) => Open(ProfileOf(account), Addresses.Home(Number(account)), account.Email);

    /// <summary>A client of this kind at this address.</summary>
    public Browser Open(BrowserProfile profile, string address, string? account = null, string? forgedSite = null)
    {
        var browser = new Browser(this, profile, address, new Random(random.Next())) { ForgedSite = forgedSite };
        Label(browser, account);
        return browser;
    }

    public static BrowserProfile ProfileOf(DemoAccount account) => BrowserProfile.Everyday[Number(account) % BrowserProfile.Everyday.Count];

    public void Label(Browser browser, string? account) => tally.Label(new VisitorLabel(
        number, scenario.Name, scenario.Honest, scenario.ExpectedRule, browser.Address, browser.Profile.UserAgent, account, clock.Now));

    private static int Number(DemoAccount account) => Numbers[account];

    // A larger site has more customers, and more of them on an attacker's list: the number grows so that its visits meet in one account no more often.
    private DemoAccount OfMany(int few, IReadOnlyList<DemoAccount> named, IReadOnlyList<DemoAccount> more) =>
        number % Math.Min(Scaled(Scaled(few)), few + more.Count) is var one && one < few ? named[one] : more[one - few];
}
