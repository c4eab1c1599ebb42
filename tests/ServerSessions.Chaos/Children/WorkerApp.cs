using ServerSessions.Storage;

namespace ServerSessions.Chaos.Children;

/// <summary>A worker: the product's roller in a plain host. <c>die POINT</c> arms its death.</summary>
internal sealed class WorkerApp(ChildSettings settings, FileLog log) : ChildApp(settings, log)
{
    private readonly DyingWorker _dying = new();

    public override void Obey(string command)
    {
        if (command.Split(' ') is ["die", var point] && Enum.TryParse<DeathPoint>(point, out var at))
            _dying.DieAt(at);
        else
            base.Obey(command);
    }

    protected override IHost Build() => BuildPlain();

    protected override ISessionStorage Around(ISessionStorage storage) => InterceptedStorage.Over(storage, _dying);
}
