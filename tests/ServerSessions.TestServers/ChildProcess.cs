using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace ServerSessions.TestServers;

/// <summary>
/// A process that ends with this one, however this one ends: at exit it is killed here, and where <c>setpriv</c> exists the kernel kills it
/// even after a <c>kill -9</c> of its parent.
/// </summary>
public static class ChildProcess
{
    private static readonly ConcurrentDictionary<Process, byte> Running = new();
    private static readonly BlockingCollection<Action> Starts = [];
    private static readonly string? Setpriv = FindSetpriv();

    static ChildProcess()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();
        // The kernel's "parent has died" is about the thread that forked, and threads of the pool come and go. This one stays.
        new Thread(Start) { IsBackground = true, Name = "child processes" }.Start();
    }

    /// <summary>Starts the program; it inherits nothing but what <paramref name="info"/> says.</summary>
    /// <exception cref="Win32Exception">The program does not exist.</exception>
    public static Process Start(ProcessStartInfo info)
    {
        if (Setpriv is not null)
        {
            info.ArgumentList.Insert(0, "--pdeathsig");
            info.ArgumentList.Insert(1, "KILL");
            info.ArgumentList.Insert(2, info.FileName);
            info.FileName = Setpriv;
        }
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try { started.SetResult(Process.Start(info)!); }
            catch (Exception exception) { started.SetException(exception); }
        });
        var process = started.Task.GetAwaiter().GetResult();
        Running[process] = 0;
        return process;
    }

    /// <summary>Kills the process (SIGKILL) and waits until it is gone; nothing when it is gone already.</summary>
    public static async Task KillAsync(Process process)
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        Running.TryRemove(process, out _);
    }

    private static void Start()
    {
        foreach (var start in Starts.GetConsumingEnumerable())
            start();
    }

    private static void KillAll()
    {
        foreach (var process in Running.Keys.Where(p => !p.HasExited))
            process.Kill();
    }

    private static string? FindSetpriv() => new[] { "/usr/bin/setpriv", "/bin/setpriv" }.FirstOrDefault(File.Exists);
}
