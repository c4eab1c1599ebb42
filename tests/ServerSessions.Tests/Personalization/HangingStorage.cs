using System.Reflection;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Personalization;

/// <summary>A storage whose reads of live states are answered by the test.</summary>
internal class HangingStorage : DispatchProxy
{
    private ISessionStorage _inner = null!;
    private Func<Task<ReadOnlyMemory<byte>?>> _answer = null!;

    public static ISessionStorage Over(ISessionStorage inner, Func<Task<ReadOnlyMemory<byte>?>> answer)
    {
        var proxy = Create<ISessionStorage, HangingStorage>();
        ((HangingStorage)(object)proxy)._inner = inner;
        ((HangingStorage)(object)proxy)._answer = answer;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IJourneyStore.FindLiveAsync)
            ? new ValueTask<ReadOnlyMemory<byte>?>(_answer())
            : targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
}
