using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ServerSessions.Tests.Hosting.Configuration;

/// <summary>A fault of something that has a name has its path in the configuration too.</summary>
public class NamedFaultTests
{
    [Theory]
    [InlineData("the flow \"buy\" has 1 steps; at least 2 are needed.", "Flows:0", "Flows:0:Name=buy", "Flows:0:Steps:0=a")]
    [InlineData("the secret of key \"k1\" is not Base64.", "Keys:0", "Keys:0:Id=k1", "Keys:0:Secret=?")]
    [InlineData("the experiment \"colour\" has 1 variants", "Experiments:0", "Experiments:0:Name=colour", "Experiments:0:Variants:0:Name=a")]
    [InlineData("the funnel \"pay\" cannot be used", "Funnels:0", "Funnels:0:Name=pay", "Funnels:0:Steps:0=a")]
    [InlineData("TrustedCallers has \"10.0.0.5/8\"; expected 10.0.0.0/8, the network that 10.0.0.5 is in, or 10.0.0.5/32", "TrustedCallers:0", "TrustedCallers:0=10.0.0.5/8")]
    [InlineData("Responses.AllowedNetworks has \"192.0.2.9/24\"; expected 192.0.2.0/24", null, "Responses:AllowedNetworks:0=192.0.2.9/24")]
    [InlineData("Webhook 'ops' has 0 secrets", "Webhooks:Subscriptions:0", "Webhooks:Subscriptions:0:Id=ops", "Webhooks:Subscriptions:0:Url=https://hooks.example/x")]
    public async Task It_is_named_with_where_it_was_given(string fault, string? path, params string[] settings)
    {
        var first = await MessageAsync("ServerSessions", settings);
        Assert.Contains(fault, first, StringComparison.Ordinal);
        Assert.Contains(path is null ? "" : $"It was given by ServerSessions:{path}.", first, StringComparison.Ordinal);
        var further = await MessageAsync("Shop", settings);
        Assert.Contains(path is null ? fault : $"It was given by Shop:{path}.", further, StringComparison.Ordinal);
    }

    private static async Task<string> MessageAsync(string section, string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create($"{section}:{s[0]}", (string?)s[1])));
        builder.Services.AddSessionTracking();
        if (section != "ServerSessions")
            builder.Services.AddSessionTracking(builder.Configuration.GetSection(section));
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        return (await Assert.ThrowsAsync<OptionsValidationException>(() =>
        {
            app.UseSessionTracking();
            return app.StartAsync();
        })).Message;
    }
}
