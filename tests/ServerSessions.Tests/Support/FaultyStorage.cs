using System.Reflection;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>A storage whose calls a test may let fail, before or after they have taken effect.</summary>
internal class FaultyStorage : DispatchProxy
{
    private ISessionStorage _inner = null!;
    private Action<string> _before = null!;
    private Action<string> _after = null!;

    public static ISessionStorage Over(ISessionStorage inner, Action<string> before, Action<string>? after = null)
    {
        var proxy = Create<ISessionStorage, FaultyStorage>();
        var faulty = (FaultyStorage)(object)proxy;
        faulty._inner = inner;
        faulty._before = before;
        faulty._after = after ?? (_ => { });
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _before(targetMethod!.Name);
        var result = targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        _after(targetMethod.Name);
        return result;
    }
}
