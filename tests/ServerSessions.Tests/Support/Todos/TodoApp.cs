using System.Collections.Concurrent;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServerSessions.Tests.Support.Todos;

/// <summary>
/// An application of the kind that many begin with: minimal APIs with typed results, the endpoints of Identity with bearer tokens and cookies, a limit of
/// requests for each user, problem details, and a page that hosts a client in the browser.
/// </summary>
internal static class TodoApp
{
    public const int RequestsPerUser = 40;
    private const string PerUser = "per user";

    public static async Task<WebApplication> StartAsync(bool isTracked, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthorization();
        builder.Services.AddIdentityApiEndpoints<IdentityUser>();
        builder.Services.AddSingleton<IUserStore<IdentityUser>, TodoUsers>();
        builder.Services.AddSingleton(new ConcurrentDictionary<int, TodoItem>());
        builder.Services.AddProblemDetails();
        builder.Services.AddRateLimiter(Limit);
        services?.Invoke(builder.Services);
        if (isTracked)
            builder.Services.AddSessionTracking();
        var app = builder.Build();
        app.UseRateLimiter();
        if (isTracked)
            app.UseSessionTracking();
        app.MapGet("/", () => TypedResults.Content("<!doctype html><div id=app></div><script src=/_framework/blazor.webassembly.js></script>", "text/html"));
        app.MapGroup("/users").MapIdentityApi<IdentityUser>();
        MapTodos(app);
        if (isTracked)
            app.MapSessionTracking("/admin/sessions").AllowAnonymous();
        await app.StartAsync();
        return app;
    }

    private static void Limit(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(PerUser, context => RateLimitPartition.GetFixedWindowLimiter(
            context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = RequestsPerUser, Window = TimeSpan.FromDays(1) }));
    }

    private static void MapTodos(WebApplication app)
    {
        var todos = app.MapGroup("/todos").RequireAuthorization().RequireRateLimiting(PerUser);
        todos.MapGet("/", (ClaimsPrincipal user, ConcurrentDictionary<int, TodoItem> all) => all.Values.Where(t => t.Owner == Id(user)).OrderBy(t => t.Id));
        todos.MapGet("/{id}", Results<Ok<TodoItem>, NotFound> (int id, ClaimsPrincipal user, ConcurrentDictionary<int, TodoItem> all) =>
            Find(all, id, user) is { } todo ? TypedResults.Ok(todo) : TypedResults.NotFound());
        todos.MapPost("/", Results<Created<TodoItem>, ValidationProblem> (NewTodo sent, ClaimsPrincipal user, ConcurrentDictionary<int, TodoItem> all) =>
        {
            if (string.IsNullOrWhiteSpace(sent.Title))
                return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["Title"] = ["A title is required."] });
            var todo = new TodoItem(all.Count + 1, sent.Title, false, Id(user));
            all[todo.Id] = todo;
            return TypedResults.Created($"/todos/{todo.Id}", todo);
        });
        todos.MapPut("/{id}", Results<Ok, NotFound> (int id, NewTodo sent, ClaimsPrincipal user, ConcurrentDictionary<int, TodoItem> all) =>
        {
            if (Find(all, id, user) is not { } todo)
                return TypedResults.NotFound();
            all[id] = todo with { Title = sent.Title!, IsComplete = true };
            return TypedResults.Ok();
        });
        todos.MapDelete("/{id}", Results<NoContent, NotFound> (int id, ClaimsPrincipal user, ConcurrentDictionary<int, TodoItem> all) =>
            Find(all, id, user) is not null && all.TryRemove(id, out _) ? TypedResults.NoContent() : TypedResults.NotFound());
    }

    private static TodoItem? Find(ConcurrentDictionary<int, TodoItem> all, int id, ClaimsPrincipal user) => all.GetValueOrDefault(id) is { } todo && todo.Owner == Id(user) ? todo : null;

    private static string Id(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email) ?? user.Identity!.Name!;
}
