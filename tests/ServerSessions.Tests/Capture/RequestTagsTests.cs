using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture;

/// <summary>What joins an application's traces and logs to journeys.</summary>
public class RequestTagsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_activity_of_a_request_carries_the_session_and_the_user(bool tags)
    {
        var stopped = new ConcurrentQueue<Activity>();
        var source = Guid.NewGuid().ToString("N");
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a =>
            {
                if (a.GetTagItem("test.app") as string == source)
                    stopped.Enqueue(a);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await StartAsync(o => o.TagActivities = tags, source);
        using var visitor = app.Visitor();
        await visitor.GetAsync("/in/alice");
        await visitor.GetAsync("/page");
        await app.SettledAsync(2);
        var page = app.Events.Single(e => e.Step == "GET /page");
        var activity = stopped.Single(a => a.GetTagItem("test.path") as string == "/page");
        Assert.Equal(tags ? (page.Key.ToString(), page.User.ToString()) : (null, null), (activity.GetTagItem("serversessions.key"), activity.GetTagItem("user.hash")));
        Assert.False(page.User.IsNone);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_line_of_the_log_carries_them_too_also_after_the_request(bool tags)
    {
        var lines = new Scopes();
        var later = new TaskCompletionSource();
        await using var app = await StartAsync(o => o.TagLogs = tags, "", lines, later.Task);
        using var visitor = app.Visitor();
        await visitor.GetAsync("/in/alice");
        await visitor.GetAsync("/page");
        await app.SettledAsync(2);
        later.SetResult();
        await Waiting.UntilAsync(() => lines.Of("later").Count == 1);
        var page = app.Events.Single(e => e.Step == "GET /page");
        var expected = tags ? new Dictionary<string, object?> { ["serversessions.key"] = page.Key.ToString(), ["user.hash"] = page.User.ToString() } : [];
        Assert.Equal(expected, lines.Of("now").Single());
        Assert.Equal(expected, lines.Of("later").Single());
    }

    [Theory]
    [InlineData("Sec-GPC")]
    [InlineData("DNT")]
    public async Task A_line_of_a_visitor_who_opts_out_of_tracking_does_not_carry_the_key_of_the_cookie(string header)
    {
        var lines = new Scopes();
        await using var app = await StartAsync(_ => { }, "", lines);
        using var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        visitor.DefaultRequestHeaders.Add(header, "1");
        await visitor.GetAsync("/page");
        await app.SettledAsync(2);
        var cookie = app.Events.Single(e => e.KeyKind == KeyKind.Cookie).Key.ToString();
        Assert.DoesNotContain(cookie, lines.Of("now")[^1].Values);
    }

    [Fact]
    public async Task A_line_before_the_consent_check_does_not_carry_the_key_of_the_cookie_either()
    {
        var lines = new Scopes();
        var hasConsent = true;
        await using var app = await StartAsync(o => o.HasConsent = _ => hasConsent, "", lines);
        using var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        hasConsent = false;
        await visitor.GetAsync("/page");
        await app.SettledAsync(2);
        var cookie = app.Events.Single(e => e.KeyKind == KeyKind.Cookie).Key.ToString();
        Assert.DoesNotContain(cookie, lines.Of("now")[^1].Values);
    }

    [Fact]
    public async Task A_session_is_found_by_its_key_and_a_time_within_it()
    {
        await using var app = await StartAsync(_ => { }, "");
        using var visitor = app.Visitor();
        using var other = app.Visitor();
        await visitor.GetAsync("/page");
        await visitor.GetAsync("/page");
        await other.GetAsync("/page");
        await app.SettledAsync(3);
        var recorded = app.Events.OrderBy(e => e.Time).First();
        var at = DateTimeOffset.UnixEpoch.AddMicroseconds(recorded.Time);
        var found = Assert.Single((await app.Reports.ListAsync(new SessionQuery { Key = recorded.Key.ToString(), At = at })).Items);
        Assert.Equal(recorded.Key.ToString(), (await app.Reports.FindAsync(SessionId.TryParse(found.Id, out var id) ? id : default))!.Key);
        Assert.Empty((await app.Reports.ListAsync(new SessionQuery { Key = recorded.Key.ToString(), At = at.AddSeconds(-1) })).Items);
        Assert.Empty((await app.Reports.ListAsync(new SessionQuery { Key = recorded.Key.ToString(), At = at.AddDays(1) })).Items);
    }

    private static Task<TrackedApp> StartAsync(Action<SessionTrackingOptions> options, string source, Scopes? lines = null, Task? later = null) => TrackedApp.StartAsync(
        app =>
        {
            SignInApp.Map(app);
            app.MapGet("/in/{user}", (HttpContext c, string user) => SignInApp.SignInAsync(c, user));
            app.MapGet("/page", (HttpContext c, ILogger<RequestTagsTests> log) =>
            {
                Activity.Current?.SetTag("test.app", source).SetTag("test.path", c.Request.Path.Value);
                log.LogInformation("now");
                if (later is not null)
                    _ = later.ContinueWith(_ => log.LogInformation("later"), TaskScheduler.Default);
                return "page";
            });
        },
        services =>
        {
            SignInApp.Services(services);
            if (lines is not null)
                services.AddSingleton<ILoggerProvider>(lines);
        },
        options);

    /// <summary>Keeps of every line what the scopes around it say of session and user.</summary>
    private sealed class Scopes : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private readonly ConcurrentQueue<(string Line, Dictionary<string, object?> Said)> _lines = [];
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public IReadOnlyList<Dictionary<string, object?>> Of(string line) => [.. _lines.Where(l => l.Line == line).Select(l => l.Said)];

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => _scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var said = new Dictionary<string, object?>();
            _scopes.ForEachScope(
                (scope, all) =>
                {
                    foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
                        if (name is "serversessions.key" or "user.hash")
                            all[name] = value;
                },
                said);
            _lines.Enqueue((formatter(state, exception), said));
        }

        public void Dispose()
        {
        }
    }
}
