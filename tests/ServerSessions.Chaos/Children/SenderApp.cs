using ServerSessions.Storage;

namespace ServerSessions.Chaos.Children;

/// <summary>A sender: the product's delivery of alerts in a plain host. <c>die POINT</c> arms its death.</summary>
internal sealed class SenderApp(ChildSettings settings, FileLog log) : ChildApp(settings, log)
{
    private readonly DyingSender _dying = new();

    public override void Obey(string command)
    {
        if (command.Split(' ') is ["die", var point] && Enum.TryParse<SenderDeath>(point, out var at))
            _dying.DieAt(at);
        else
            base.Obey(command);
    }

    protected override IHost Build() => BuildPlain();

    protected override ISessionStorage Around(ISessionStorage storage) => InterceptedStorage.Over(storage, _dying);
}
