using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Response;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

public sealed class SessionFinderTests
{
    [Fact]
    public async Task A_session_that_has_just_closed_is_known_of_its_user_before_the_index_has_it()
    {
        await using var app = await TrackedApp.StartAsync(
            app =>
            {
                SignInApp.Map(app);
                app.MapPost("/out", (HttpContext c) => c.SignOutAsync()).TrackSignOut();
            },
            services =>
            {
                SignInApp.Services(services);
                services.AddSingleton(SpyStorage.Around(FaultyStorage.Over(new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System), call =>
                {
                    if (call == nameof(IJourneyStore.IndexAsync))
                        throw new StorageUnavailableException("The index is away.");
                })).Storage);
            },
            kestrel: true);
        var before = app.Visitor();
        await before.PostAsync("/in/alice", null);
        await before.PostAsync("/out", null);
        await app.ClosedAsync(1);
        await app.Visitor().PostAsync("/in/alice", null);
        IReadOnlyList<SessionSummary> open = [];
        await Waiting.UntilAsync(async () => (open = (await app.Reports.ListAsync(new SessionQuery { Live = true })).Items).Count == 1, what: "the second session is open");
        Assert.True(SessionId.TryParse(open[0].Id, out var second));
        var finder = app.Services.GetRequiredService<ISessionFinder>();
        var alice = finder.UsersOf("alice")[0];

        Assert.True(await finder.IsFamiliarAsync(second, alice, second.Start, new HashSet<string>(), default));
        var first = (await app.Reports.ListAsync(new SessionQuery { Live = false })).Items[0].Id;
        Assert.False(await finder.IsFamiliarAsync(second, alice, second.Start, new HashSet<string> { first }, default));
    }
}
