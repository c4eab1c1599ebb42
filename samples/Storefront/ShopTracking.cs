using ServerSessions;

namespace Storefront;

/// <summary>What this shop tells session tracking about itself; everything else stands at its endpoints.</summary>
internal static class ShopTracking
{
    /// <summary>Whether "Check out" or "Go to payment" brings more people to their order.</summary>
    public const string CheckoutButton = "checkout-button";

    /// <param name="options">What is set.</param>
    /// <param name="configuration">Where several nodes of the shop share a Redis: <c>Sessions:Keys</c>, the same on all of them, and <c>Sessions:Roles</c>.</param>
    public static void Configure(SessionTrackingOptions options, IConfiguration configuration)
    {
        options.Goals.Add("checkout.order");
        options.Flows.Add(new Flow("checkout", ["checkout.address", "checkout.payment", "checkout.review", "checkout.order"]));
        options.Funnels.Add(new FunnelDefinition { Name = "purchase", Steps = ["product", "cart", "checkout.address", "checkout.payment", "checkout.order"] });
        foreach (var hub in (string[])["home", "category", "search", "cart"])
            options.Hubs.Add(hub);
        // A session that goes on in another network and browser would be asked for its password again. In mode Shadow that is only written down, with what
        // the session did next; PUT /admin/sessions/detectors/D5/mode { "mode": "enforce" } makes it so.
        options.Responses.ChallengePath = "/account/step-up";
        options.Responses.Rules["D5"] = new RuleResponse(ResponseKind.Challenge);
        options.Detection.Modes["D5"] = DetectionMode.Shadow;
        options.Experiments.Add(new Experiment(CheckoutButton, Goals: ["checkout.order"]));

        var sessions = configuration.GetSection("Sessions");
        options.Roles = sessions.GetValue("Roles", SessionTrackingRoles.All);
        foreach (var key in sessions.GetSection("Keys").GetChildren())
            options.Keys.Add(new SessionKey { Id = key["Id"] ?? "", Secret = key["Secret"] ?? "" });
    }
}
