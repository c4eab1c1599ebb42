using System.Runtime.InteropServices;

namespace ServerSessions.TestServers;

/// <summary>Stops a process where it stands (SIGSTOP) and lets it go on (SIGCONT).</summary>
public static partial class ProcessSignals
{
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>SIGSTOP: the process keeps its sockets and answers nothing.</summary>
    public static void Freeze(int processId) => Send(processId, Stop);

    /// <summary>SIGCONT: the process goes on as if no time had passed.</summary>
    public static void Thaw(int processId) => Send(processId, Continue);

    private static void Send(int processId, int signal)
    {
        if (Kill(processId, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} to process {processId} failed: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
