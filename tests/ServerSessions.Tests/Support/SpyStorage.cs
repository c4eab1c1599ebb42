using System.Reflection;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Support;

/// <summary>Wraps a storage: keeps every event that was appended, and can be made not to answer.</summary>
internal class SpyStorage : DispatchProxy
{
    private readonly List<RequestEvent> _events = [];
    private readonly EventBatchDecoder _decoder = new(new StringPool());
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> _tables = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private ISessionStorage? _inner;
    private long _appends;

    /// <summary>Appends that have begun, of events and of what partitions send each other.</summary>
    public long Appends => Interlocked.Read(ref _appends);

    /// <summary>What appending does in the storage's place; null lets it through.</summary>
    public Func<AppendResult>? OnAppend { get; set; }

    /// <summary>Documents cannot be written or read.</summary>
    public bool DocumentsFail { get; set; }

    /// <summary>Earliest starts of the journeys that were scanned, Unix milliseconds.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<long> Scanned { get; } = new();

    /// <summary>The hour since 1970 before which rollups were packed, each time that they were.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<long> Packed { get; } = new();

    /// <summary>Tables of documents that were written.</summary>
    public ICollection<string> Tables => _tables.Keys;

    public IReadOnlyList<RequestEvent> Events
    {
        get { lock (_gate) return [.. _events.OrderBy(e => e.Time)]; }
    }

    public static (ISessionStorage Storage, SpyStorage Spy) Around(ISessionStorage inner)
    {
        var storage = Create<ISessionStorage, SpyStorage>();
        var spy = (SpyStorage)(object)storage;
        spy._inner = inner;
        return (storage, spy);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name is "PutAsync" or "GetAsync" && DocumentsFail)
            throw new TimeoutException("The storage does not answer.");
        if (targetMethod.Name == "PutAsync")
            _tables[(string)args![1]!] = true;
        if (targetMethod.Name == "ScanAsync")
            Scanned.Enqueue(((JourneyScan)args![1]!).From);
        if (targetMethod.Name == "PackRollupsAsync")
            Packed.Enqueue((long)args![2]!);
        if (targetMethod.Name == "CommitAsync")
            foreach (var document in ((PartitionCommit)args![1]!).Documents)
                _tables[document.Table] = true;
        if (targetMethod.Name != "AppendAsync")
            return Call(targetMethod, args);
        Interlocked.Increment(ref _appends);
        return OnAppend is { } instead ? new ValueTask<AppendResult>(instead()) : AppendAsync(targetMethod, args!);
    }

    private async ValueTask<AppendResult> AppendAsync(MethodInfo append, object?[] args)
    {
        var result = await (ValueTask<AppendResult>)Call(append, args)!;
        if (result.Status == AppendStatus.Appended)
            Keep((IReadOnlyList<EventBatch>)args[2]!);
        return result;
    }

    private object? Call(MethodInfo method, object?[]? args) =>
        method.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    private void Keep(IReadOnlyList<EventBatch> batches)
    {
        lock (_gate)
            foreach (var batch in batches)
                foreach (ref readonly var record in _decoder.Decode(batch.Payload).Records)
                    if (!record.IsSignal)
                        _events.Add(record.Event);
    }
}
