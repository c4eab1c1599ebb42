using ServerSessions.Simulation.Scenarios.Attacks;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Evasions;

/// <summary>The evasions, by the rule that they are built against.</summary>
internal static class EvasionCatalogue
{
    private const int OwnAccounts = 5;
    private const int RequestsPerCookie = 3;
    private const int ProbesPerAddress = 4;

    public static IReadOnlyList<Evasion> All { get; } =
    [
        new("patient-list", "D1", "one address; each guess is at another account, without cookies", PatientListAsync),
        new("diluted-list", "D1", "the same, and after every second guess a sign-in with an account of the attacker's own", DilutedListAsync),
        new("botnet-list", "D1", "each guess is at another account from another address and browser", BotnetListAsync),
        new("patient-guesses", "D3", "one address guesses at one account", PatientGuessesAsync),
        new("botnet-guesses", "D3", "each guess at one account comes from another address and browser", BotnetGuessesAsync),
        new("patient-invoices", "D7", "one account opens strangers' invoices", PatientInvoicesAsync),
        new("split-invoices", "D7", "five accounts take turns, with fresh cookies after three requests, in random order", SplitInvoicesAsync),
        new("patient-peek", "D8", "one account opens the staff's pages", PatientPeekAsync),
        new("split-peek", "D8", "five accounts take turns, with fresh cookies each time", SplitPeekAsync),
        new("uneven-reading", "D11", "one browser opens page after page at uneven intervals", UnevenReadingAsync),
        new("patient-scan", "D13", "one address asks for invented paths, as a prefetch of a page of this site by a crawler's name", PatientScanAsync),
        new("patient-probes", "D13", "one address asks for well-known vulnerable paths, with the same claims", PatientProbesAsync),
        new("botnet-probes", "D13", "the same, from another address and browser after four paths", BotnetProbesAsync),
        new("shuffled-scraping", "D17", "one address reads items in random order, with fresh cookies after three requests", ShuffledScrapingAsync),
        new("patient-mill", "D18", "one browser signs in to one bought account after the other", PatientMillAsync),
    ];

    private static Task<Func<int, Task>> PatientListAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Attacker(visit);
        return Attempts(number => GuessAsync(visit, browser, number, cancel));
    }

    private static Task<Func<int, Task>> DilutedListAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Attacker(visit);
        return Attempts(async number =>
        {
            await GuessAsync(visit, browser, number, cancel);
            if (number % 2 == 0)
                return;
            browser.Cookies.Clear();
            await browser.SignInAsync(Own(number / 2 % OwnAccounts), cancel);
        });
    }

    private static Task<Func<int, Task>> BotnetListAsync(Visit visit, CancellationToken cancel) =>
        Attempts(number => GuessAsync(visit, Machine(visit, number), number, cancel));

    private static Task<Func<int, Task>> PatientGuessesAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Attacker(visit);
        return Attempts(_ => browser.GuessAsync(visit.Victim, cancel));
    }

    private static Task<Func<int, Task>> BotnetGuessesAsync(Visit visit, CancellationToken cancel) =>
        Attempts(number => Machine(visit, number).GuessAsync(visit.Victim, cancel));

    private static async Task<Func<int, Task>> PatientInvoicesAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Attacker(visit);
        await browser.SignInAsync(visit.Person, cancel);
        return number => browser.OpenAsync(ShopPaths.Invoice(5_000 + number), cancel, expect: 403, typed: true);
    }

    private static async Task<Func<int, Task>> SplitInvoicesAsync(Visit visit, CancellationToken cancel)
    {
        var browsers = await SignedInAsync(visit, cancel);
        return number => Fresh(browsers[number % OwnAccounts], number / OwnAccounts, RequestsPerCookie)
            .OpenAsync(ShopPaths.Invoice(visit.Random.Next(5_000, 90_000)), cancel, expect: 403, typed: true);
    }

    private static async Task<Func<int, Task>> PatientPeekAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Attacker(visit);
        await browser.SignInAsync(visit.Person, cancel);
        return number => browser.OpenAsync(ShopPaths.Staff[number % ShopPaths.Staff.Count], cancel, expect: 403, typed: true);
    }

    private static async Task<Func<int, Task>> SplitPeekAsync(Visit visit, CancellationToken cancel)
    {
        var browsers = await SignedInAsync(visit, cancel);
        return number => Fresh(browsers[number % OwnAccounts], number, each: 1)
            .OpenAsync(ShopPaths.Staff[number % ShopPaths.Staff.Count], cancel, expect: 403, typed: true);
    }

    private static async Task<Func<int, Task>> UnevenReadingAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Attacker(visit);
        var home = await browser.OpenAsync(ShopPaths.Home, cancel, typed: true);
        var products = home.Links("/products/");
        return number => browser.OpenAsync(products[number % products.Count], cancel);
    }

    private static Task<Func<int, Task>> PatientScanAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Crawler(visit, Addresses.Attacker(visit.Random));
        return Attempts(_ => browser.OpenAsync(ProbePaths.Invented(visit.Random), cancel, expect: 404, prefetch: true));
    }

    private static Task<Func<int, Task>> PatientProbesAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Crawler(visit, Addresses.Attacker(visit.Random));
        return Attempts(number => ProbeAsync(browser, number, cancel));
    }

    private static Task<Func<int, Task>> BotnetProbesAsync(Visit visit, CancellationToken cancel)
    {
        Browser? machine = null;
        return Attempts(number => ProbeAsync(machine = machine is null || number % ProbesPerAddress == 0 ? Crawler(visit, Addresses.Proxy(visit.Random, number)) : machine, number, cancel));
    }

    private static Task<Func<int, Task>> ShuffledScrapingAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Attacker(visit);
        return Attempts(number => Fresh(browser, number, RequestsPerCookie).OpenAsync(ShopPaths.Search($"item{visit.Random.Next()}"), cancel, typed: true));
    }

    private static Task<Func<int, Task>> PatientMillAsync(Visit visit, CancellationToken cancel)
    {
        var browser = Attacker(visit);
        return Attempts(async number =>
        {
            await browser.SignInAsync(Own(number), cancel);
            await browser.SignOutAsync(cancel);
        });
    }

    private static Task<Func<int, Task>> Attempts(Func<int, Task> attempt) => Task.FromResult(attempt);

    private static Browser Attacker(Visit visit) => visit.Open(BrowserProfile.Everyday[visit.Random.Next(3)], Addresses.Attacker(visit.Random));

    private static Browser Machine(Visit visit, int number) =>
        visit.Open(BrowserProfile.Everyday[number % BrowserProfile.Everyday.Count], Addresses.Proxy(visit.Random, number));

    private static Browser Crawler(Visit visit, string address) => visit.Open(BrowserProfile.Crawler with { SendsFetchMetadata = true }, address, forgedSite: "same-origin");

    private static DemoAccount Own(int number) =>
        DemoAccounts.Travellers[((DemoAccounts.Travellers.Count / 2) + number) % DemoAccounts.Travellers.Count];

    private static async Task<Browser[]> SignedInAsync(Visit visit, CancellationToken cancel)
    {
        var browsers = Enumerable.Range(0, OwnAccounts).Select(_ => Attacker(visit)).ToArray();
        for (var number = 0; number < browsers.Length; number++)
            await browsers[number].SignInAsync(Own(number), cancel);
        return browsers;
    }

    // The sign-in stays: only the cookie by which requests are joined to a session goes.
    private static Browser Fresh(Browser browser, int number, int each)
    {
        if (number % each == 0)
            browser.Cookies.Remove(CookieJar.IsSession);
        return browser;
    }

    private static async Task GuessAsync(Visit visit, Browser browser, int number, CancellationToken cancel)
    {
        browser.Cookies.Clear();
        await browser.GuessAsync(Named(visit, number), cancel);
    }

    // A quarter are customers of the shop, the others have no account here.
    private static DemoAccount Named(Visit visit, int number) =>
        number % 4 == 0 ? DemoAccounts.MoreVictims[number % DemoAccounts.MoreVictims.Count] : new DemoAccount($"user{number}.{visit.Random.Next(1_000)}@mail.example", "", "");

    private static Task<Page> ProbeAsync(Browser browser, int number, CancellationToken cancel)
    {
        var path = ProbePaths.WellKnown[number % ProbePaths.WellKnown.Count];
        return browser.OpenAsync(path, cancel, expect: 404, prefetch: true);
    }
}
