using ServerSessions.Chaos.Running;

namespace ServerSessions.Chaos.Children;

/// <summary>The worker and producer processes of a run.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly List<Post> _workers = [];
    private readonly List<Post> _producers = [];
    private int _number;

    public IReadOnlyList<Post> Workers => _workers;

    public IReadOnlyList<Post> Producers => _producers;

    public Post Worker(int index) => _workers[index % _workers.Count];

    public Post Producer(int index) => _producers[index % _producers.Count];

    public static async Task<Fleet> StartAsync(ChaosRun run, ChildSettings template, int workers, int producers)
    {
        var fleet = run.Own(new Fleet());
        for (var i = 0; i < workers; i++)
            fleet._workers.Add(new Post(() => fleet.Next(template, ChildRole.Worker)));
        for (var i = 0; i < producers; i++)
            fleet._producers.Add(new Post(() => fleet.Next(template, ChildRole.Producer)));
        await Task.WhenAll(fleet._workers.Select(p => p.StartAsync()));
        await Task.WhenAll(fleet._producers.Select(p => p.StartAsync()));
        return fleet;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var post in _workers.Concat(_producers))
            await post.DisposeAsync();
    }

    private ChildSettings Next(ChildSettings template, ChildRole role)
    {
        var number = Interlocked.Increment(ref _number);
        return template with { Role = role, Name = $"{role.ToString().ToLowerInvariant()}-{number}", Number = number, Seed = template.Seed + number };
    }
}
