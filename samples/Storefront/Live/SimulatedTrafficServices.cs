using Microsoft.AspNetCore.Identity;
using ServerSessions;
using ServerSessions.Simulation.Shop;

namespace Storefront.Live;

internal static class SimulatedTrafficServices
{
    // The demo accounts have one known password. Attacks that are simulated would spend most of a processor on hashing what they guess.
    private const int HashIterations = 1_000;

    /// <summary>Adds simulated traffic. Call it before session tracking is added, so that session tracking sees the visitors' addresses.</summary>
    public static void AddSimulatedTraffic(this WebApplicationBuilder builder)
    {
        builder.Services.AddTransient<IStartupFilter, ForwardedAddresses>();
        builder.Services.AddDemoHistory(Console.Out);
        builder.Services.AddHostedService<SimulatedTraffic>();
        builder.SubscribeAlertReceiver();
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        // A demonstration shows closed sessions soon, and what an answer to an attack looks like.
        builder.Services.Configure<SessionTrackingOptions>(options =>
        {
            options.IdleTimeout = TimeSpan.FromMinutes(1);
            foreach (var rule in (string[])["D1", "D9"])
            {
                options.Detection.Modes[rule] = DetectionMode.Enforce;
                options.Responses.Rules[rule] = new RuleResponse(ResponseKind.Throttle);
            }
        });
    }
}
