using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace ServerSessions.Hosting;

/// <summary>
/// Learns when a host is built, by the event that hosts publish for tools (<c>Microsoft.Extensions.Hosting</c>, <c>HostBuilding</c>): the test host of ASP.NET Core
/// and EF Core's tools depend on it.
/// </summary>
internal sealed class HostBuilding : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string ListenerName = "Microsoft.Extensions.Hosting";
    private const string EventName = "HostBuilding";

    // One subscription for the life of the process; it holds no services.
    private static readonly IDisposable Subscription = DiagnosticListener.AllListeners.Subscribe(new HostBuilding());

    private HostBuilding()
    {
    }

    /// <summary>From now on, a host that is built makes the registrations that its services wait for.</summary>
    public static void Observe() => GC.KeepAlive(Subscription);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == ListenerName)
            value.Subscribe(this, name => name == EventName);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == EventName && value.Value is IHostBuilder builder)
            builder.ConfigureServices((_, services) => LateRegistrations.Apply(services));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
