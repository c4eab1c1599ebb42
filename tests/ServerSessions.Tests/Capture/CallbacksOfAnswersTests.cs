using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

public class CallbacksOfAnswersTests
{
    [Fact]
    public async Task Nothing_is_registered_on_an_answer_once_the_application_runs()
    {
        Watched? watched = null;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/", async c =>
        {
            watched = new Watched(c.Features.Get<IHttpResponseFeature>()!);
            c.Features.Set<IHttpResponseFeature>(watched);
            await release.Task;
        }));
        using var visitor = app.Visitor();
        var answer = visitor.GetAsync("/");
        await Waiting.UntilAsync(() => watched is not null);
        // The middleware goes on once the application has become asynchronous.
        await Task.Run(() => release.SetResult());
        (await answer.InTimeAsync()).EnsureSuccessStatusCode();
        await app.SettledAsync(1);
        Assert.Equal(0, watched!.Registered);
    }

    private sealed class Watched(IHttpResponseFeature inner) : IHttpResponseFeature
    {
        public int Registered { get; private set; }

        public int StatusCode { get => inner.StatusCode; set => inner.StatusCode = value; }

        public string? ReasonPhrase { get => inner.ReasonPhrase; set => inner.ReasonPhrase = value; }

        public Microsoft.AspNetCore.Http.IHeaderDictionary Headers { get => inner.Headers; set => inner.Headers = value; }

        [Obsolete("The contract has it.")]
        public Stream Body { get => inner.Body; set => inner.Body = value; }

        public bool HasStarted => inner.HasStarted;

        public void OnStarting(Func<object, Task> callback, object state)
        {
            Registered++;
            inner.OnStarting(callback, state);
        }

        public void OnCompleted(Func<object, Task> callback, object state) => inner.OnCompleted(callback, state);
    }
}
