using System.ComponentModel;
using System.Diagnostics;

namespace ServerSessions.TestServers;

/// <summary>The program <c>redis-server</c> of this machine.</summary>
internal static class RedisProgram
{
    private static readonly Lazy<bool> Installed = new(IsInstalled);

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static Process Start(ProcessStartInfo info) =>
        Installed.Value ? ChildProcess.Start(info) : throw new InvalidOperationException("redis-server is missing: apt-get install redis-server");

    private static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("redis-server", "--version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
