using ServerSessions.Simulation;

namespace Storefront.People;

/// <summary>The demo accounts; seeded in Development only.</summary>
internal static class DemoPeople
{
    public const string AdminEmail = DemoAccounts.AdminEmail;

    public static void Seed(CustomerStore customers)
    {
        // One hash for all: forty slow hashes would add two seconds to every start, and the password is no secret here.
        var hash = customers.Hash(DemoAccounts.Password);
        customers.TryAdd(new Customer(AdminEmail, "Demo admin", hash, IsAdmin: true));
        foreach (var account in DemoAccounts.All)
            customers.TryAdd(new Customer(account.Email, account.Name, hash));
    }
}
