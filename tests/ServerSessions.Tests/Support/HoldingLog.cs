using System.Reflection;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>A storage of which one partition, or each, takes appends and does not answer until it is let go.</summary>
internal class HoldingLog : DispatchProxy
{
    private const int None = -1;
    private const int Each = -2;

    private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ISessionStorage _inner = null!;
    private int _partition = None;
    private int _held;
    private int _most;

    /// <summary>Appends that wait now.</summary>
    public int Held => Volatile.Read(ref _held);

    public int MaxAtOnce => Volatile.Read(ref _most);

    public static (ISessionStorage Storage, HoldingLog Log) Over(ISessionStorage inner)
    {
        var storage = Create<ISessionStorage, HoldingLog>();
        ((HoldingLog)(object)storage)._inner = inner;
        return (storage, (HoldingLog)(object)storage);
    }

    public void Hold(int partition) => Volatile.Write(ref _partition, partition);

    public void HoldEach() => Hold(Each);

    public void LetGo() => _free.TrySetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(ISessionStorage.AppendAsync) && Volatile.Read(ref _partition) is var held && (held == Each || held == (int)args![0]!)
            ? AppendAsync((int)args![0]!, (string)args[1]!, (IReadOnlyList<EventBatch>)args[2]!, (CancellationToken)args[3]!)
            : targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    private async ValueTask<AppendResult> AppendAsync(int partition, string producer, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        var held = Interlocked.Increment(ref _held);
        Volatile.Write(ref _most, Math.Max(_most, held));
        try
        {
            await _free.Task.WaitAsync(cancellationToken);
            return await _inner.AppendAsync(partition, producer, batches, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
