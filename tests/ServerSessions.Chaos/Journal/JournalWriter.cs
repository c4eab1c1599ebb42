using System.Globalization;
using System.Text;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Chaos.Journal;

/// <summary>
/// What one producer process sends and what storage has acknowledged, a line each, given to the system before the call goes on: a
/// process that is killed takes nothing of it away.
/// </summary>
/// <remarks>
/// <c>S partition producer first key/number,key/number…</c> before a batch is sent;
/// <c>A partition producer first milliseconds</c> when it was acknowledged, with the time of that.
/// </remarks>
internal sealed class JournalWriter(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();

    public void Send(int partition, string producer, long first, DecodedBatch batch)
    {
        lock (_gate)
        {
            _line.Clear().Append(CultureInfo.InvariantCulture, $"S {partition} {producer} {first} ");
            foreach (ref readonly var record in batch.Records)
                _line.Append(record.Event.Key.ToString()).Append('/').Append(EventName.NumberOf(record.Event.Step)).Append(',');
            Write();
        }
    }

    public void Acknowledge(int partition, string producer, long first)
    {
        lock (_gate)
        {
            _line.Clear().Append(CultureInfo.InvariantCulture, $"A {partition} {producer} {first} {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}");
            Write();
        }
    }

    public void Dispose() => _file.Dispose();

    private void Write() => _file.Write(Encoding.ASCII.GetBytes(_line.Append('\n').ToString()));
}
