using System.Reflection;
using ServerSessions.Storage;

namespace ServerSessions.Chaos.Children;

/// <summary>A storage that passes every call on; those that change something go through an interceptor.</summary>
internal class InterceptedStorage : DispatchProxy
{
    private ISessionStorage _inner = null!;
    private StorageInterceptor _interceptor = null!;

    public static ISessionStorage Over(ISessionStorage inner, StorageInterceptor interceptor)
    {
        var proxy = Create<ISessionStorage, InterceptedStorage>();
        ((InterceptedStorage)(object)proxy)._inner = inner;
        ((InterceptedStorage)(object)proxy)._interceptor = interceptor;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IEventLog.AppendAsync) =>
            _interceptor.AppendAsync(_inner, (int)args![0]!, (string)args[1]!, (IReadOnlyList<EventBatch>)args[2]!, (CancellationToken)args[3]!),
        nameof(IPartitionStore.CommitAsync) =>
            _interceptor.CommitAsync(_inner, (PartitionLease)args![0]!, (PartitionCommit)args[1]!, (CancellationToken)args[2]!),
        nameof(IPartitionStore.AcknowledgeOutboxAsync) =>
            _interceptor.AcknowledgeOutboxAsync(_inner, (PartitionLease)args![0]!, (StreamPosition)args[1]!, (CancellationToken)args[2]!),
        nameof(IDocumentStore.PutAsync) =>
            _interceptor.PutAsync(
                _inner, (int)args![0]!, (string)args[1]!, (string)args[2]!, (long)args[3]!, (ReadOnlyMemory<byte>)args[4]!, (long?)args[5], (CancellationToken)args[6]!),
        _ => targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null),
    };
}
