using System.Runtime.InteropServices;
using ServerSessions.Cli.Logs;
using ServerSessions.Journeys;

namespace ServerSessions.Cli.Replay;

/// <summary>Cuts the records of each key, given in order of time, into sessions by the product's own rule.</summary>
internal sealed class ReplaySessions(TimeSpan timeout)
{
    private const long Never = long.MinValue;

    private readonly List<long> _lastTimes = [];

    /// <summary>Whether the record opens a session of its key.</summary>
    public bool Opens(in LogRecord record)
    {
        while (_lastTimes.Count <= record.Key)
            _lastTimes.Add(Never);
        ref var last = ref CollectionsMarshal.AsSpan(_lastTimes)[record.Key];
        var opens = last == Never || !SessionRules.Continues(last, record.Time, timeout);
        last = record.Time;
        return opens;
    }
}
