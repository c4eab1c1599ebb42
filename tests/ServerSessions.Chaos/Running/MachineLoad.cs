using System.Diagnostics;
using System.Globalization;

namespace ServerSessions.Chaos.Running;

/// <summary>
/// Measures other work of this machine while a promise is tried: how many threads want each processor, and how long none of ours got one. A bound in seconds that a
/// quiet machine keeps is stretched by it, so that a short form distinguishes a broken promise from a busy machine.
/// </summary>
internal sealed class MachineLoad : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _sampling;
    private double _wanting;
    private int _samples;
    private TimeSpan _maxPause;

    public MachineLoad() => _sampling = SampleAsync();

    /// <summary>Threads that want a processor for each that there is; at least 1.</summary>
    public double Share => _samples == 0 ? 1 : Math.Max(1, _wanting / _samples / Environment.ProcessorCount);

    /// <summary>What a bound of a quiet machine comes to on this one.</summary>
    public double Stretch(double milliseconds) => (milliseconds * Share) + _maxPause.TotalMilliseconds;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _sampling;
        _end.Dispose();
    }

    private async Task SampleAsync()
    {
        for (var last = Stopwatch.GetTimestamp(); !_end.IsCancellationRequested; last = Stopwatch.GetTimestamp())
        {
            await Task.Delay(Every, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var pause = Stopwatch.GetElapsedTime(last) - Every;
            _maxPause = pause > _maxPause ? pause : _maxPause;
            _wanting += Running();
            _samples++;
        }
    }

    // "0.50 0.40 0.30 3/412 9876": running threads before the slash. Other systems say nothing, and count as quiet.
    private static int Running() =>
        File.Exists("/proc/loadavg") ? int.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[3].Split('/')[0], CultureInfo.InvariantCulture) : 0;
}
