using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Tests.Docs;

/// <summary>The code that docs/experiments.md shows, compiled: <see cref="ReadmeTests"/> compares line by line.</summary>
internal static class ExperimentSnippets
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.AddSessionTracking().AddExperiment("checkout-button", "POST /pay");    // "A" (the control) and "B", half of the browsers each
        builder.Services.AddSessionTracking()
            .AddExperiment(new Experiment("price-page", [new ExperimentVariant("old", 9), new ExperimentVariant("new", 1)], ["POST /order"]) { Unit = ExperimentUnit.User });
        var app = builder.Build();
        app.UseSessionTracking();
        app.MapGet("/cart", (HttpContext context) => context.GetTrackedSession()?.Variant("checkout-button") == "B" ? NewButton() : OldButton());
        return app;
    }

    private static string NewButton() => "new";

    private static string OldButton() => "old";
}
