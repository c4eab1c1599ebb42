using System.Reflection;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>A storage that reads closed journeys and, while it is armed, does not return them until it is let go.</summary>
internal class HeldReading : DispatchProxy
{
    private ISessionStorage _inner = null!;
    private TaskCompletionSource? _read;
    private TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static (ISessionStorage Storage, HeldReading Held) Over(ISessionStorage inner)
    {
        var storage = Create<ISessionStorage, HeldReading>();
        ((HeldReading)(object)storage)._inner = inner;
        return (storage, (HeldReading)(object)storage);
    }

    /// <summary>Holds the next readings.</summary>
    /// <returns>Completes when journeys have been read and are held.</returns>
    public Task Arm()
    {
        _free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _read, read);
        return read.Task;
    }

    public void LetGo()
    {
        Volatile.Write(ref _read, null);
        _free.TrySetResult();
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        args is [JourneyQuery query, CancellationToken cancellationToken] && Volatile.Read(ref _read) is { } read
            ? ListAsync(query, read, cancellationToken)
            : targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    private async ValueTask<IReadOnlyList<StoredJourney>> ListAsync(JourneyQuery query, TaskCompletionSource read, CancellationToken cancellationToken)
    {
        var journeys = await _inner.ListAsync(query, cancellationToken);
        read.TrySetResult();
        await _free.Task.WaitAsync(cancellationToken);
        return journeys;
    }
}
