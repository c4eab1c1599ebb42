using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;

namespace ServerSessions.Testing;

/// <summary>
/// What a test moves and reads in an application on which <see cref="SessionTestingServiceCollectionExtensions.AddSessionTesting"/> was called. Resolve it from
/// the application's services.
/// </summary>
public sealed class SessionTestProbe
{
    private readonly IServiceProvider _services;
    private readonly AlertRecorder _alerts;
    private readonly Settlement _settlement;

    internal SessionTestProbe(IServiceProvider services, FakeTimeProvider clock, TestWebhooks webhooks, AlertRecorder alerts)
    {
        if (!ReferenceEquals(services.GetRequiredService<TimeProvider>(), clock) || services.GetRequiredService<ISessionStorage>() is not InProcessStorage)
            throw new InvalidOperationException(
                "The application has registered a clock or a storage of sessions after AddSessionTesting. Call AddSessionTesting last; with WebApplicationFactory, in ConfigureTestServices.");
        (_services, Clock, Webhooks, _alerts) = (services, clock, webhooks, alerts);
        _settlement = ActivatorUtilities.CreateInstance<Settlement>(services, clock);
    }

    /// <summary>The application's clock. Prefer <see cref="AdvanceAsync"/>, which lets what is under way end first.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>Receives the application's webhooks.</summary>
    public TestWebhooks Webhooks { get; }

    /// <summary>The alerts delivered to handlers so far, in order of delivery.</summary>
    public IReadOnlyList<Alert> Alerts => _alerts.All;

    /// <summary>Maximum duration of a wait by the machine's clock, after which it fails with what is left to do; 60 seconds by default.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Waits until every request that was answered is recorded and processed, and every alert, webhook and decision that follows is made. No clock moves. A
    /// response must have been read to its end, as <see cref="HttpClient"/> does by default.
    /// </summary>
    /// <exception cref="TimeoutException">The application has not settled within <see cref="Limit"/>; the message names what was left.</exception>
    public Task SettleAsync(CancellationToken cancellationToken = default) => _settlement.WaitAsync(Limit, cancellationToken);

    /// <summary>
    /// Settles, moves the clock, and settles again: sessions close, detectors wake, retries of webhooks are sent that fall due within the time. A session closes
    /// one second after its timeout, because events may still be on their way.
    /// </summary>
    /// <exception cref="TimeoutException">As <see cref="SettleAsync"/>.</exception>
    public async Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        await SettleAsync(cancellationToken);
        Clock.Advance(time);
        await SettleAsync(cancellationToken);
    }

    /// <summary>All sessions once the application has settled, newest first.</summary>
    /// <exception cref="TimeoutException">As <see cref="SettleAsync"/>.</exception>
    public async Task<IReadOnlyList<SessionReport>> SessionsAsync(CancellationToken cancellationToken = default)
    {
        await SettleAsync(cancellationToken);
        var reports = _services.GetRequiredService<ISessionReports>();
        var found = new List<SessionReport>();
        string? after = null;
        do
        {
            var page = await reports.ListAsync(new SessionQuery { Limit = SessionQuery.MaxLimit, After = after }, cancellationToken);
            foreach (var summary in page.Items)
                if (SessionId.TryParse(summary.Id, out var id) && await reports.FindAsync(id, cancellationToken) is { } report)
                    found.Add(report);
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    /// <summary>All decisions about sessions once the application has settled, newest first.</summary>
    /// <exception cref="TimeoutException">As <see cref="SettleAsync"/>.</exception>
    public async Task<IReadOnlyList<SessionDecision>> DecisionsAsync(CancellationToken cancellationToken = default)
    {
        await SettleAsync(cancellationToken);
        var control = _services.GetRequiredService<ISessionControl>();
        var found = new List<SessionDecision>();
        string? after = null;
        do
        {
            var page = await control.ListAsync(after, SessionQuery.MaxLimit, cancellationToken);
            found.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return found;
    }
}
