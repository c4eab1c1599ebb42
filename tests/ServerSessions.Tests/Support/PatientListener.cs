using System.Reflection;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>A storage whose subscribers wait for a notification and never poll.</summary>
internal class PatientListener : DispatchProxy
{
    private ISessionStorage _inner = null!;

    public static ISessionStorage Over(ISessionStorage inner)
    {
        var proxy = Create<ISessionStorage, PatientListener>();
        ((PatientListener)(object)proxy)._inner = inner;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(ISessionStorage.WaitForAsync))
            args![1] = TimeSpan.FromHours(1);
        return targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
