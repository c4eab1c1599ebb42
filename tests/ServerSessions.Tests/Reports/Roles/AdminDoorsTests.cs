using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports.Roles;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Roles;

/// <summary>Each route of the admin endpoints belongs to roles, by one table.</summary>
public sealed class AdminDoorsTests
{
    // What says who a visitor is, by the names of members.
    private static readonly string[] Identities = ["UserHash", "User", "Network", "Account", "Neighbours", "Subject", "Issuer"];

    private static readonly Dictionary<string, AdminRole> Roles = new()
    {
        ["viewer"] = AdminRole.Viewer,
        ["support"] = AdminRole.Support,
        ["product"] = AdminRole.Product,
        ["security"] = AdminRole.Security,
        ["administrator"] = AdminRole.Administrator,
    };

    [Fact]
    public async Task Every_route_of_the_group_is_in_the_table()
    {
        await using var app = await FiguresApp.StartAsync();
        var doors = Doors(app);
        Assert.InRange(doors.Count, 60, int.MaxValue);
        Assert.Equal([], doors.Where(d => d.Metadata.GetMetadata<AdminDoorMetadata>() is not { IsListed: true }).Select(d => d.DisplayName));
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("support")]
    [InlineData("product")]
    [InlineData("security")]
    [InlineData("administrator")]
    public async Task A_role_opens_the_routes_of_its_areas_and_is_refused_all_others_alike(string role)
    {
        await using var app = await FiguresApp.StartAsync();
        var client = await app.AsAsync(role);
        var refusals = new HashSet<string>();
        var refused = 0;
        foreach (var door in Doors(app))
        {
            var area = door.Metadata.GetRequiredMetadata<AdminDoorMetadata>().Area;
            foreach (var method in door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var path = door.RoutePattern.RawText!.Replace("{**rest}", "what/ever", StringComparison.Ordinal)
                    .Replace("{id}", "none", StringComparison.Ordinal).Replace("{user}", "7", StringComparison.Ordinal).Replace("{name}", "none", StringComparison.Ordinal).Replace("{version}", "none", StringComparison.Ordinal);
                // A stream of events has no end.
                using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), HttpCompletionOption.ResponseHeadersRead);
                if ((AdminDoors.Of(area) & Roles[role]) != 0)
                {
                    Assert.True(response.StatusCode != HttpStatusCode.Forbidden, $"{role} is refused {method} {path}");
                    continue;
                }

                Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{role} got {response.StatusCode} of {method} {path}");
                refused++;
                if (method != "HEAD")
                    refusals.Add(await response.Content.ReadAsStringAsync());
            }
        }

        // The answer names nothing, so it is the same everywhere.
        Assert.Equal(role == "administrator" ? 0 : 1, refusals.Count);
        Assert.Equal(role == "administrator", refused == 0);
    }

    [Fact]
    public async Task A_user_without_a_role_gets_404_and_a_stranger_401()
    {
        await using var app = await FiguresApp.StartAsync();
        var clerk = await app.AsAsync("clerk");
        foreach (var path in new[] { "", "/sessions", "/alerts", "/webhooks" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync("/admin/sessions" + path)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.App.Visitor("application/json").GetAsync("/admin/sessions" + path)).StatusCode);
        }
    }

    [Fact]
    public async Task A_role_without_a_policy_has_no_users_and_its_areas_are_closed()
    {
        await using var app = await FiguresApp.StartAsync(roles: o => o.ViewerPolicy = "viewer");
        var client = await app.AsAsync("viewer");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/admin/sessions/insights/overview")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/admin/sessions/webhooks")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.AsAsync("administrator")).GetAsync("/admin/sessions/webhooks")).StatusCode);
    }

    [Fact]
    public async Task A_policy_that_does_not_exist_is_named_at_the_start()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => FiguresApp.StartAsync(roles: o => o.SupportPolicy = "Nobody"));
        Assert.Contains("The role Support of MapSessionTracking has the authorization policy \"Nobody\", which does not exist.", exception.Message);
    }

    [Fact]
    public async Task Without_roles_the_protection_of_the_group_opens_everything()
    {
        await using var app = await FiguresApp.StartAsync(a => a.MapSessionTracking("/admin/sessions", _ => { }).RequireAuthorization("viewer"));
        var client = await app.AsAsync("viewer");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/admin/sessions/webhooks")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/admin/sessions/sessions?user=7&rule=D1")).StatusCode);
    }

    [Fact]
    public async Task No_answer_that_product_people_may_open_has_an_identity_that_is_not_taken_out()
    {
        await using var app = await FiguresApp.StartAsync();
        var open = Doors(app).Where(d => (AdminDoors.Of(d.Metadata.GetRequiredMetadata<AdminDoorMetadata>().Area) & AdminRole.Product) != 0);
        var seen = new HashSet<Type>();
        foreach (var type in open.SelectMany(d => d.Metadata.OfType<IProducesResponseTypeMetadata>()).Select(p => p.Type).OfType<Type>())
            Walk(type, seen);
        Assert.Contains(typeof(ServerSessions.Reports.SessionSummary), seen);
        Assert.Equal([], seen.Where(t => !SessionView.Types.Contains(t) && t.GetProperties().Any(p => Identities.Contains(p.Name))).Select(t => t.Name));
    }

    private static void Walk(Type type, HashSet<Type> seen)
    {
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            Walk(argument, seen);
        // What is below a session is taken out with the session.
        if (type.Namespace?.StartsWith("ServerSessions", StringComparison.Ordinal) != true || !seen.Add(type) || SessionView.Types.Contains(type))
            return;
        foreach (var property in type.GetProperties())
            Walk(property.PropertyType, seen);
    }

    private static List<RouteEndpoint> Doors(FiguresApp app) => [.. app.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.StartsWith("/admin/sessions", StringComparison.Ordinal))];
}
