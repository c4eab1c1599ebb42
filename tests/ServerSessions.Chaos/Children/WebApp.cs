using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ServerSessions.Chaos.Children;

/// <summary>A web application that captures what it serves.</summary>
internal sealed class WebApp(ChildSettings settings, FileLog log) : ChildApp(settings, log)
{
    public override string Address => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    protected override IHost Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Configure(builder.Services, builder.Logging);
        var app = builder.Build();
        app.UseSessionTracking();
        app.MapGet("/page/{number:int}", (int number) => $"Page {number}");
        app.MapGet("/flood", () => "Seen once");
        app.MapGet("/excluded", () => "Not recorded");
        return app;
    }
}
