using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;

namespace ServerSessions.Tests.Support;

/// <summary>Workers over one storage and one clock, each looking and renewing when it is its time; who dies does neither any more.</summary>
internal sealed class WorkerFleet(int partitions)
{
    private static readonly RollerOptions Options = new();

    private readonly List<Member> _members = [];
    private readonly string?[] _owners = new string?[partitions];
    private readonly string?[] _lastOwners = new string?[partitions];

    public TestClock Clock { get; } = new();

    public InProcessStorage Storage => field ??= new InProcessStorage(new InProcessStorageOptions(partitions), Clock);

    /// <summary>Calls to the storage fail while it is set.</summary>
    public bool IsDown { get; set; }

    /// <summary>Times that a partition has changed its owner.</summary>
    public int Moves { get; private set; }

    public async Task<string> JoinAsync()
    {
        var name = $"worker {_members.Count + 1}";
        var storage = FaultyStorage.Over(Storage, _ =>
        {
            if (IsDown)
                throw new TimeoutException("down");
        });
        var leases = new Dictionary<int, PartitionLease>();
        var table = new WorkerTable(storage, name, Options, Clock);
        var balancer = new PartitionBalancer(storage, partitions, table, name, Options, lease => new PartitionHold(lease, Roll, default), Clock, NullLogger.Instance);
        _members.Add(new Member(name, balancer, leases));
        await balancer.RoundAsync(default);
        return name;

        async Task Roll(PartitionLease lease, CancellationToken letGo)
        {
            leases[lease.Partition] = lease;
            await Task.Delay(Timeout.Infinite, letGo).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            leases.Remove(lease.Partition);
            await Storage.ReleaseAsync(lease, default);
        }
    }

    /// <summary>It stops at once and says nothing.</summary>
    public void Kill(string name) => _members.RemoveAll(m => m.Name == name);

    public async Task LeaveAsync(string name)
    {
        await _members.Single(m => m.Name == name).Balancer.LeaveAsync(default);
        Kill(name);
    }

    public async Task PassAsync(TimeSpan time)
    {
        for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end;)
        {
            Clock.Advance(Options.LookEvery);
            foreach (var member in _members.ToList())
                await TurnAsync(member);
            await CountMovesAsync();
        }
    }

    /// <summary>How many partitions each worker that lives owns, by the storage.</summary>
    public IReadOnlyList<int> Shares => [.. _members.Select(m => _owners.Count(o => o == m.Name))];

    public int Free => _owners.Count(o => o is null);

    public IReadOnlyList<string?> Owners => [.. _owners];

    private async Task CountMovesAsync()
    {
        for (var p = 0; p < partitions; p++)
        {
            _owners[p] = (await Storage.StatusAsync(p, default)).Owner;
            if (_owners[p] is not { } owner)
                continue;
            Moves += _lastOwners[p] is { } last && last != owner ? 1 : 0;
            _lastOwners[p] = owner;
        }
    }

    private async Task TurnAsync(Member member)
    {
        var now = Clock.GetUtcNow();
        if (now >= member.Renews)
        {
            member.Renews = now + Options.RenewEvery;
            foreach (var lease in member.Leases.Values.ToList())
                if (!IsDown)
                    await Storage.RenewAsync(lease, Options.LeaseTtl, default);
        }

        if (now < member.Looks)
            return;
        member.Looks = now + (member.Balancer.HasOthers ? Options.LookEvery : Options.LookEveryAlone);
        try
        {
            await member.Balancer.RoundAsync(default);
        }
        catch (TimeoutException) when (IsDown)
        {
            // As the service does: it looks again later.
        }
    }

    private sealed record Member(string Name, PartitionBalancer Balancer, Dictionary<int, PartitionLease> Leases)
    {
        public DateTimeOffset Renews { get; set; }

        public DateTimeOffset Looks { get; set; }
    }
}
