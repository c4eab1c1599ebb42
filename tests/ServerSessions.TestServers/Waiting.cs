using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ServerSessions.TestServers;

/// <summary>Waits for what a test expects: it ends at once when that holds, and names what it waited for when it does not.</summary>
public static class Waiting
{
    /// <summary>Far more than anything here takes on a machine with other work: only what never comes reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns when the condition holds; it is checked every 10 ms.</summary>
    /// <exception cref="TimeoutException">It did not hold within <see cref="Patience"/>; the message names <paramref name="what"/>.</exception>
    public static Task UntilAsync(Func<bool> condition, Func<string>? details = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        UntilAsync(what, Patience, () => Task.FromResult(condition()), details);

    /// <inheritdoc cref="UntilAsync(Func{bool}, Func{string}, string)"/>
    public static Task UntilAsync(Func<Task<bool>> condition, Func<string>? details = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        UntilAsync(what, Patience, condition, details);

    /// <summary>Returns when the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold in time; the message names <paramref name="what"/>.</exception>
    public static async Task UntilAsync(string what, TimeSpan timeout, Func<Task<bool>> condition, Func<string>? details = null)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(since) > timeout)
                throw Late(what, timeout, details);
            await Task.Delay(Interval);
        }
    }

    /// <summary>The task, which has to end within <see cref="Patience"/>.</summary>
    /// <exception cref="TimeoutException">It did not; the message names <paramref name="what"/>.</exception>
    public static async Task InTimeAsync(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        using var ended = new CancellationTokenSource();
        if (await Task.WhenAny(task, Task.Delay(Patience, ended.Token)) != task)
            throw Late(what, Patience, null);
        await ended.CancelAsync();
        await task;
    }

    /// <inheritdoc cref="InTimeAsync(Task, string)"/>
    public static async Task<T> InTimeAsync<T>(this Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await InTimeAsync((Task)task, what);
        return await task;
    }

    private static TimeoutException Late(string what, TimeSpan timeout, Func<string>? details) =>
        new($"Waited {timeout.TotalSeconds} s in vain: {what}. {details?.Invoke()}".TrimEnd());
}
