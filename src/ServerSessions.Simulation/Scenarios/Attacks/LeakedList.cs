namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>The list that an attacker bought: some of the shop's customers among many other names, each with a password that is wrong here.</summary>
internal static class LeakedList
{
    public static IReadOnlyList<(string Email, string Password)> Entries(Random random, int count)
    {
        var entries = new (string, string)[count];
        for (var index = 0; index < count; index++)
        {
            var email = index % 4 == 0
                ? DemoAccounts.Leaked[index / 4 % DemoAccounts.Leaked.Count].Email
                : $"user{random.Next(100_000, 999_999)}@mail{index % 5}.example";
            entries[index] = (email, $"{random.Next():x8}!{index}");
        }
        return entries;
    }
}
