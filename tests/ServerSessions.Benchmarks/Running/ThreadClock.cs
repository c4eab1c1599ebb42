using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ServerSessions.Benchmarks.Running;

/// <summary>
/// Processor time of the current thread, so that other processes on the machine do not count. Only Linux reports it; elsewhere it is elapsed time.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static double Microseconds()
    {
        if (!OperatingSystem.IsLinux())
            return Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency;
        if (GetTime(ThreadProcessorTime, out var time) != 0)
            throw new InvalidOperationException($"clock_gettime failed with error {Marshal.GetLastPInvokeError()}.");
        return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
    }

    [DllImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
