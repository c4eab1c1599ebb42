namespace ServerSessions.Chaos.Children;

/// <summary>A place in the fleet: when its process dies, another one takes its place. Faults of one post never overlap.</summary>
internal sealed class Post(Func<ChildSettings> next) : IAsyncDisposable
{
    private static readonly TimeSpan DeathTimeout = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _one = new(1, 1);
    private Child? _child;

    public Child Child => _child ?? throw new InvalidOperationException("This post was not started.");

    public async Task StartAsync() => _child = await Child.StartAsync(next());

    /// <summary>SIGKILL, and a new process after a while.</summary>
    public Task KillAsync(TimeSpan down) => AloneAsync(async () =>
    {
        await Child.KillAsync();
        await Task.Delay(down);
        await ReplaceAsync();
    });

    /// <summary>The worker dies at a point of its next commit; one that commits nothing is killed from outside.</summary>
    public Task KillInCommitAsync(DeathPoint point) => AloneAsync(async () =>
    {
        await Child.AskAsync($"die {point}");
        if (!await Child.EndedAsync(DeathTimeout))
            await Child.KillAsync();
        await ReplaceAsync();
    });

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    public Task FreezeAsync(TimeSpan length) => AloneAsync(async () =>
    {
        Child.Freeze();
        await Task.Delay(length);
        Child.Thaw();
    });

    public ValueTask DisposeAsync() => _child is null ? ValueTask.CompletedTask : _child.DisposeAsync();

    private async Task ReplaceAsync()
    {
        await Child.DisposeAsync();
        await StartAsync();
    }

    private async Task AloneAsync(Func<Task> fault)
    {
        await _one.WaitAsync();
        try
        {
            await fault();
        }
        finally
        {
            _one.Release();
        }
    }
}
