using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerSessions;

// Rolls what the web nodes of the shop record, and delivers its alerts: a plain host, no web server. Start as many as you like, and
// give the web nodes Roles = SessionTrackingRoles.Capture. What defines a journey (goals, flows, funnels, hubs, rules) is set where it is rolled.
var builder = Host.CreateApplicationBuilder(args);
var tracking = builder.Services.AddSessionProcessing(options =>
{
    options.Roles = SessionTrackingRoles.Roll | SessionTrackingRoles.Deliver;
    var sessions = builder.Configuration.GetSection("Sessions");
    foreach (var key in sessions.GetSection("Keys").GetChildren())
        options.Keys.Add(new SessionKey { Id = key["Id"] ?? "", Secret = key["Secret"] ?? "" });
    foreach (var goal in sessions.GetSection("Goals").Get<string[]>() ?? [])
        options.Goals.Add(goal);
    foreach (var hub in sessions.GetSection("Hubs").Get<string[]>() ?? [])
        options.Hubs.Add(hub);
    foreach (var flow in sessions.GetSection("Flows").GetChildren())
        options.Flows.Add(new Flow(flow.Key, flow.Get<string[]>() ?? []));
    foreach (var funnel in sessions.GetSection("Funnels").GetChildren())
        options.Funnels.Add(new FunnelDefinition { Name = funnel.Key, Steps = funnel.Get<string[]>() ?? [] });
});
tracking.UseRedis(builder.Configuration["Redis"] ?? "localhost:6379");
if (builder.Configuration["Webhook:Url"] is { Length: > 0 } url && builder.Configuration["Webhook:Secret"] is { Length: > 0 } secret)
    tracking.AddWebhook(url, secret);

builder.Build().Run();
