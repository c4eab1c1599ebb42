namespace ServerSessions.Simulation;

/// <summary>The invented customers, always the same ones. They exist in Development only.</summary>
public static class DemoAccounts
{
    /// <summary>The shop's administrator, with the password of the customers; no customer.</summary>
    public const string AdminEmail = "admin@storefront.example";

    private static readonly string[] GivenNames =
        ["Ada", "Bram", "Clara", "Dev", "Elin", "Femi", "Greta", "Hugo", "Ines", "Jonas"];

    private static readonly string[] FamilyNames = ["Alder", "Birch", "Cedar", "Dogwood"];

    /// <summary>The password of all customers.</summary>
    public static string Password { get; } = string.Join('-', "calm", "fern", "quiet", "flint", GivenNames.Length * FamilyNames.Length);

    private const int TravellerCount = 6_000;
    private const int MoreCount = 1_000;

    /// <summary>All customers: the forty with names, the travellers, and the customers of larger sites.</summary>
    public static IReadOnlyList<DemoAccount> All { get; } =
        [
            .. from family in FamilyNames from given in GivenNames select Account(given, family),
            .. Enumerable.Range(1, TravellerCount).Select(number => new DemoAccount($"traveller.{number}@storefront.example", $"Traveller {number}", Password)),
            .. Enumerable.Range(1, MoreCount).Select(number => new DemoAccount($"customer.{number}@storefront.example", $"Customer {number}", Password)),
            .. Enumerable.Range(1, MoreCount).Select(number => new DemoAccount($"victim.{number}@storefront.example", $"Victim {number}", Password)),
        ];

    /// <summary>The thirty customers that honest visitors use.</summary>
    public static IReadOnlyList<DemoAccount> Honest { get; } = [.. All.Take(30)];

    /// <summary>The ten customers whose names are on an attacker's list. No honest visitor uses them, so that labels stay correct.</summary>
    public static IReadOnlyList<DemoAccount> Leaked { get; } = [.. All.Skip(30).Take(10)];

    /// <summary>Customers that appear in more than one place: enough that no two of 6,000 visits belong to the same person.</summary>
    public static IReadOnlyList<DemoAccount> Travellers { get; } = [.. All.Skip(40).Take(TravellerCount)];

    /// <summary>More customers, for simulations of larger sites.</summary>
    public static IReadOnlyList<DemoAccount> MoreCustomers { get; } = [.. All.Skip(40 + TravellerCount).Take(MoreCount)];

    /// <summary>More names on an attacker's list, for simulations of larger sites.</summary>
    public static IReadOnlyList<DemoAccount> MoreVictims { get; } = [.. All.Skip(40 + TravellerCount + MoreCount)];

    private static DemoAccount Account(string given, string family) =>
        new($"{given}.{family}@storefront.example".ToLowerInvariant(), $"{given} {family}", Password);
}
