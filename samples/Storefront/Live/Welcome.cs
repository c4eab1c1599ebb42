using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ServerSessions.Simulation;
using Storefront.People;

namespace Storefront.Live;

/// <summary>Development only: seeds the demo accounts and prints the addresses.</summary>
internal static class Welcome
{
    public static void WelcomeDeveloper(this WebApplication app)
    {
        DemoPeople.Seed(app.Services.GetRequiredService<CustomerStore>());
        app.Lifetime.ApplicationStarted.Register(() => Print(Address(app.Services)));
    }

    /// <summary>Returns the address on which this shop listens, for this machine.</summary>
    public static string Address(IServiceProvider services)
    {
        return Reachable(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault());
    }

    /// <summary>Returns the address on which this shop is going to listen.</summary>
    public static string Address(IConfiguration configuration) => Reachable(configuration["urls"]?.Split(';')[0]);

    private static string Reachable(string? configured)
    {
        var address = configured ?? "http://localhost:5000";
        return address.Replace("0.0.0.0", "localhost").Replace("[::]", "localhost").Replace("//+", "//localhost").Replace("//*", "//localhost").TrimEnd('/');
    }

    private static void Print(string address) => Console.WriteLine($"""

          Fern & Flint is open.
            the shop        {address}/
            the sessions    {address}/admin/sessions
            sign in as      {DemoPeople.AdminEmail}
            password        {DemoAccounts.Password}

        """);
}
