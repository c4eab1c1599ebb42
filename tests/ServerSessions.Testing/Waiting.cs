using System.Diagnostics;

namespace ServerSessions.Testing;

/// <summary>Waits by looking again, with an end.</summary>
public static class Waiting
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold in time; the message names <paramref name="what"/>.</exception>
    public static async Task UntilAsync(string what, TimeSpan timeout, Func<Task<bool>> condition, Func<string>? details = null)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(since) > timeout)
                throw new TimeoutException($"Waited {timeout.TotalSeconds} s in vain: {what}. {details?.Invoke()}".TrimEnd());
            await Task.Delay(Interval);
        }
    }
}
