using ServerSessions.Capture.Queue;
using ServerSessions.Chaos.Journal;
using ServerSessions.Storage;

namespace ServerSessions.Chaos.Children;

/// <summary>A producer: the product's queue and flusher, fed at a rate, and a journal of what is sent. <c>rate N</c> changes the rate.</summary>
internal sealed class ProducerApp(ChildSettings settings, FileLog log) : ChildApp(settings, log)
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(60);

    private readonly JournalWriter _journal = new(settings.JournalPath);
    private readonly CancellationTokenSource _end = new();
    private EventSource? _source;
    private Task _making = Task.CompletedTask;

    public override long? Offered => _source?.Offered;

    public override long Refused => _source?.Refused ?? 0;

    public override async Task StartAsync()
    {
        await base.StartAsync();
        _source = new EventSource(Services.GetRequiredService<EventQueue>(), Settings);
        _making = _source.RunAsync(_end.Token);
    }

    /// <summary>Makes no more events, waits until storage has the last one, and stops.</summary>
    public override async Task StopAsync()
    {
        await _end.CancelAsync();
        await _making;
        var queue = Services.GetRequiredService<EventQueue>();
        using var patience = new CancellationTokenSource(DrainTimeout);
        while (queue.Count > 0 && !patience.IsCancellationRequested)
            await Task.Delay(10);
        await base.StopAsync();
    }

    public override void Obey(string command)
    {
        switch (command.Split(' '))
        {
            case ["rate", var rate]:
                _source!.Rate = int.Parse(rate);
                break;
            default:
                base.Obey(command);
                break;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _journal.Dispose();
        _end.Dispose();
    }

    protected override IHost Build() => BuildPlain();

    protected override ISessionStorage Around(ISessionStorage storage) =>
        InterceptedStorage.Over(storage, new JournalingProducer(_journal, Settings.Sabotage, Settings.Seed));
}
