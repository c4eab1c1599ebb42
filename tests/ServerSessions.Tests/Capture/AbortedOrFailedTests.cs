using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>A request failed when its failing answer reached a client, and was aborted when the client left before.</summary>
public sealed class AbortedOrFailedTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_that_was_answered_is_failed_also_when_the_client_closes_once_it_has_the_answer(bool atOnce)
    {
        await using var app = await StartAsync(async _ =>
        {
            if (!atOnce)
                await Task.Yield();
            throw new InvalidOperationException("a fault");
        });
        using (var client = app.Visitor())
        using (var response = await client.GetAsync("/work", HttpCompletionOption.ResponseHeadersRead))
            Assert.Equal("sorry", await response.Content.ReadAsStringAsync());
        await app.SettledAsync(1);
        Assert.Equal((500, Outcome.Failed, typeof(InvalidOperationException).FullName), Only(app));
    }

    [Fact]
    public async Task A_client_that_left_before_the_failing_answer_has_aborted()
    {
        var begun = new TaskCompletionSource();
        await using var app = await StartAsync(async context =>
        {
            begun.SetResult();
            await GoneAsync(context);
            throw new InvalidOperationException("a fault");
        });
        using (var client = app.Visitor())
        {
            var answer = client.GetAsync("/work");
            await begun.Task;
            client.CancelPendingRequests();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        }

        await app.SettledAsync(1);
        Assert.Equal(Outcome.Aborted, Only(app).Outcome);
    }

    private static (int Status, Outcome Outcome, string? Cause) Only(TrackedApp app) =>
        Assert.Single(app.Events) is var e ? (e.Status, e.Outcome, e.Detail?.ErrorType) : default;

    // The error page has sent its answer and is not done: the client closes meanwhile.
    private static Task<TrackedApp> StartAsync(RequestDelegate work) => TrackedApp.StartAsync(
        a =>
        {
            a.UseExceptionHandler(error => error.Run(async context =>
            {
                context.Response.ContentLength = 5;
                await context.Response.WriteAsync("sorry");
                await context.Response.Body.FlushAsync();
                await GoneAsync(context);
            }));
            a.Map("/work", work);
        },
        kestrel: true);

    private static async Task GoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}
